/** Opens the stage in focus to what it did. */
import type { Span, Stage } from '../../src/trace.ts';
import { el } from '../widget/dom.ts';
import { composePanel } from './panels/compose.ts';
import { decidePanel } from './panels/decide.ts';
import { groundPanel } from './panels/ground.ts';
import {
  fallbackPanel,
  followUpsPanel,
  guardPanel,
  streamPanel,
  toolPanel,
  waitPanel,
} from './panels/plain.ts';
import { queryPanel } from './panels/query.ts';
import { retrievePanel } from './panels/retrieve.ts';
import type { TurnView } from './turn.ts';
import { STAGE_LINES, STAGE_NAMES } from './words.ts';

export function createPanel() {
  const title = el('h2', { id: 'panel-title' });
  const line = el('p', { class: 'soft' });
  const body = el('div', { class: 'body' });
  const node = el(
    'section',
    { id: 'panel', class: 'panel', 'aria-labelledby': 'panel-title' },
    el('header', {}, title, line),
    body,
  );
  let drawn: unknown[] = [];
  return {
    node,
    update(turn: TurnView, stage: Stage | undefined) {
      node.hidden = stage === undefined;
      if (!stage) return;
      const spans = turn.steps
        .filter((step) => step.stage === stage)
        .flatMap(({ span }) => (span ? [span] : []));
      // Citations and the end of a turn change what some panels say.
      const shown = [turn.turnId, stage, turn.end, turn.citations.length, ...spans];
      if (shown.length === drawn.length && shown.every((each, i) => each === drawn[i])) return;
      drawn = shown;
      title.textContent = STAGE_NAMES[stage];
      line.textContent = STAGE_LINES[stage];
      body.replaceChildren(
        ...(spans.length === 0
          ? [el('p', { class: 'soft' }, 'Under way …')]
          : spans.map((span) => draw(span, turn))),
      );
    },
  };
}

function draw(span: Span, turn: TurnView): HTMLElement {
  switch (span.stage) {
    case 'guard':
      return guardPanel(span.detail);
    case 'query':
      return queryPanel(span.detail);
    case 'retrieve':
      return retrievePanel(span.detail, turn);
    case 'fallback':
      return fallbackPanel(span.detail);
    case 'compose':
      return composePanel(span.detail);
    case 'decide':
      return decidePanel(span.detail);
    case 'first-token':
      return waitPanel(span.detail, span.durationMs);
    case 'stream':
      return streamPanel(span.detail, span.durationMs, turn);
    case 'tool':
      return toolPanel(span.detail);
    case 'ground':
      return groundPanel(span.detail, turn);
    case 'follow-ups':
      return followUpsPanel(span.detail);
    default:
      throw new TypeError(`No such stage: ${JSON.stringify(span satisfies never)}.`);
  }
}
