/** Two runs of one question side by side: answers, passages, time and cost, and what differs in words. */
import type { TurnRecord } from '../../../src/inspector/protocol.ts';
import { el } from '../../widget/dom.ts';
import { createAnswer } from '../answer.ts';
import type { Experiment } from '../store.ts';
import { costOf, readTurn, spanOf, type TurnView } from '../turn.ts';
import { dollars, duration, number, OUTCOMES } from '../words.ts';
import { textDiff } from './diff.ts';

export function createResults() {
  const node = el('div', { class: 'results', 'aria-live': 'polite' });
  let drawn: Experiment | undefined;
  return {
    node,
    update(experiment: Experiment | undefined) {
      if (experiment === drawn) return;
      const isNew = experiment?.id !== drawn?.id;
      drawn = experiment;
      node.replaceChildren(...(experiment ? draw(experiment) : []));
      // Nobody on a stage should have to look for what was just run.
      if (experiment && isNew) node.scrollIntoView({ block: 'start' });
    },
  };
}

function draw({ before, after, problem }: Experiment): HTMLElement[] {
  if (problem !== undefined) return [el('p', { class: 'problem' }, problem)];
  const [first, second] = [before && readTurn(before), after && readTurn(after)];
  return [
    el('div', { class: 'sides' }, side('Before', first), side('After', second)),
    ...(first && second && before && after
      ? [
          el('h2', {}, 'Difference of the answers'),
          textDiff(first.text, second.text),
          el('h2', {}, 'Difference of the prompts'),
          promptDiff(promptOf(before), promptOf(after)),
        ]
      : []),
  ];
}

function side(name: string, turn: TurnView | undefined): HTMLElement {
  if (!turn)
    return el('section', { class: 'side' }, el('h2', {}, name), el('p', { class: 'soft' }, 'Under way …'));
  const answer = createAnswer();
  answer.update(turn);
  return el('section', { class: 'side' }, el('h2', {}, name), answer.node, facts(turn), passages(turn));
}

function facts(turn: TurnView): HTMLElement {
  const { tokens, cost, model } = costOf(turn);
  const ground = spanOf(turn, 'ground')?.detail;
  const wait = spanOf(turn, 'first-token');
  const carried = ground?.sentences.filter(({ isSupported }) => isSupported).length;
  const all: [string, string | undefined][] = [
    ['Answered by', model ?? (turn.end?.type === 'turn.completed' ? turn.end.answerer : undefined)],
    ['Outcome', turn.end?.type === 'turn.completed' ? OUTCOMES[turn.end.outcome] : turn.end?.type],
    ['First words', wait && duration(wait.startMs + wait.durationMs)],
    ['Time', duration(turn.lengthMs)],
    ['Tokens', tokens === undefined ? undefined : number(tokens)],
    ['Cost', cost === undefined ? undefined : dollars(cost)],
    ['Carried', ground && `${carried} of ${ground.sentences.length} sentences`],
  ];
  const known = all.flatMap(([name, value]) =>
    value === undefined ? [] : [el('dt', {}, name), el('dd', {}, value)],
  );
  return el('dl', { class: 'pairs' }, ...known);
}

function passages(turn: TurnView): HTMLElement {
  const found = spanOf(turn, 'retrieve')?.detail;
  if (!found) return el('p', { class: 'soft' }, 'Nothing was searched.');
  const { probability, threshold, gap } = found;
  const kept = found.passages.slice(0, found.kept);
  return el(
    'div',
    {},
    el(
      'h3',
      {},
      `Evidence ${probability.toFixed(2)} · threshold ${threshold.toFixed(2)}${gap ? ' · not covered' : ''}`,
    ),
    kept.length === 0
      ? el('p', { class: 'soft' }, 'No passage was given.')
      : el(
          'ol',
          { class: 'given' },
          ...kept.map(({ id, heading, title, score }) =>
            el(
              'li',
              {},
              el('span', { class: 'score' }, score.toFixed(2)),
              ` ${heading || title}`,
              turn.citations.some(({ passageId }) => passageId === id) && el('strong', {}, ' · cited'),
            ),
          ),
        ),
  );
}

/** A prompt that stands alone would be one long crossed-out text. */
function promptDiff(before: string, after: string): HTMLElement {
  if (before && after) return textDiff(before, after);
  const which = before ? 'Only the run before' : after ? 'Only the run after' : 'Neither run';
  return el('p', { class: 'soft' }, `${which} sent a prompt to a model.`);
}

/** The messages as they were sent; nothing where no model was asked. */
function promptOf(record: TurnRecord): string {
  const composed = spanOf(readTurn(record), 'compose')?.detail;
  if (!composed) return '';
  return composed.messages
    .map(({ role, parts }) => `${role.toUpperCase()}\n${parts.map(({ text }) => text).join('')}`)
    .join('\n\n');
}
