/** Draws one turn: the question, what is happening, the answer as it arrives, and what came of it. */
import type { Citation } from '../../src/protocol.ts';
import { citationButton } from './citations.ts';
import type { WithExtras } from './contract.ts';
import { button, el, icon, wordButton } from './dom.ts';
import { strings } from './locales/current.ts';
import { createMarkdown, type MarkdownWriter } from './markdown.ts';
import { createMeta } from './meta.ts';
import { isOpen, type Turn } from './state.ts';
import { count, errorText } from './strings.ts';

export interface TurnActions {
  ask(text: string): void;
  /** Asks it anew in place of this answer. */
  again(turn: Turn): void;
  /** Lets the visitor put the question in other words, in place of this one. */
  edit(turn: Turn): void;
  rate(turn: Turn, rating: 'up' | 'down', comment?: string): void;
  cited(turn: Turn, citation: Citation): void;
  extras: WithExtras;
}

export interface TurnView {
  node: HTMLElement;
  /**
   * Draws what has changed; cheap when nothing has. `last`: what can be asked from here is offered. `until`: the time at which
   * to leave text for the next drawing. @returns false when some was left.
   */
  update(turn: Turn, last: boolean, until: number): boolean;
}

/** Characters written before the clock is looked at again: a millisecond or two. */
const PIECE = 400;

/** Creates the view of one turn. */
export function createTurnView(first: Turn, actions: TurnActions): TurnView {
  let turn = first;
  let drawn: Turn | undefined;
  let drawnLast = false;
  let written = '';
  let writer: MarkdownWriter | undefined;

  const question = el('p', { part: 'question', dir: 'auto' });
  question.append(el('span', { class: 'unseen' }, `${strings.youAsked} `), first.question);
  const stage = el('p', { part: 'stage' });
  const answer = el('div', { part: 'answer', dir: 'auto' });
  const note = el('div', { class: 'note' });
  const edit = wordButton(strings.edit, () => actions.edit(turn), 'edit');
  const meta = createMeta({
    rate: (rating, comment) => actions.rate(turn, rating, comment),
    again: () => actions.again(turn),
    extras: actions.extras,
  });
  const follow = el('ul', { class: 'lines', part: 'follow-ups' });
  const node = el(
    'article',
    { part: 'turn' },
    el('div', { class: 'asked' }, question, edit),
    stage,
    answer,
    note,
    meta.node,
    follow,
  );

  const cite = (marker: number) => {
    const citation = turn.citations.find((each) => each.marker === marker);
    return (
      citation && citationButton(citation, strings, actions.extras, (opened) => actions.cited(turn, opened))
    );
  };

  const write = (until: number) => {
    if (!turn.text.startsWith(written)) {
      // A snapshot that says something else replaces the answer.
      answer.replaceChildren();
      written = '';
      writer = undefined;
    }
    writer ??= createMarkdown(answer, { citation: cite });
    while (written !== turn.text && performance.now() < until) {
      const reached = written.length + PIECE;
      writer.write(turn.text.slice(written.length, reached));
      written = turn.text.slice(0, reached);
    }
    if (written === turn.text && !isOpen(turn)) {
      writer.end();
      writer = undefined;
      const spans = turn.end?.type === 'turn.completed' ? turn.end.grounding.spans : undefined;
      if (spans?.[0]) actions.extras(({ markLoose }) => markLoose(answer, written, spans, strings.noSource));
    }
  };

  const notes = (last: boolean): Node[] => {
    const end = turn.end;
    const lines: Node[] = [];
    const line = (text: string) => lines.push(el('p', {}, text));
    if (turn.state === 'cancelled') line(strings.stopped);
    if (turn.state === 'interrupted') line(strings.interrupted);
    if (turn.state === 'failed' && end?.type === 'turn.failed')
      line(errorText(strings, end.code, end.message));
    if (end?.type === 'turn.completed') {
      if (end.notice) line(strings.notices[end.notice] ?? '');
      if (end.finishReason === 'length') line(strings.cutShort);
    }
    const again = turn.state === 'cancelled' || turn.state === 'interrupted' || retryable(turn);
    if (last && again && !turn.detached) {
      lines.push(wordButton(strings.retry, () => actions.again(turn), 'retry'));
    }
    return lines;
  };

  return {
    node,
    update(next, last, until) {
      if (next === drawn && last === drawnLast && next.text === written) return true;
      turn = next;
      const textChanged = next.text !== written || (!isOpen(next) && (!drawn || isOpen(drawn)));
      const endChanged = !drawn || drawn.state !== next.state || drawn.end !== next.end || last !== drawnLast;
      drawn = next;
      drawnLast = last;
      if (textChanged) write(until);
      const { figures } = next;
      if (figures?.[0]) {
        actions.extras(({ drawFigures }) => drawFigures(answer, figures, cite, actions.ask, strings.locale));
      }
      const doing = isOpen(next) && next.text === '' ? stageText(next) : '';
      stage.textContent = doing;
      if (endChanged) node.ariaBusy = String(isOpen(next));
      meta.update(next, last);
      edit.hidden = !last || isOpen(next) || next.detached === true;
      if (endChanged) {
        note.replaceChildren(...notes(last));
        const offers = last && next.end?.type === 'turn.completed' ? next.end.followUps : [];
        follow.replaceChildren(...offers.map((text) => questionLine(text, actions.ask)));
      }
      return next.text === written;
    },
  };
}

/** A question offered as a line with an arrow: starters and follow-ups. */
export function questionLine(text: string, ask: (text: string) => void): HTMLElement {
  return el(
    'li',
    {},
    button({}, () => ask(text), el('span', {}, el('bdi', {}, text)), icon('arrow')),
  );
}

function retryable(turn: Turn): boolean {
  return turn.end?.type === 'turn.failed' && turn.end.retryable;
}

/** The quiet line before the first words. */
export function stageText({ stage }: Turn): string {
  if (stage?.name === 'writing') return strings.writing;
  if (stage?.count === undefined) return strings.searching;
  return count(stage.name === 'reading' ? strings.reading : strings.searchingSome, stage.count);
}
