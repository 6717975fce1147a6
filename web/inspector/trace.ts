/** The right side while a turn is shown: its question, what it took, its time line, and the stage in focus. */
import type { Stage } from '../../src/trace.ts';
import { el } from '../widget/dom.ts';
import type { Look } from './look.ts';
import type { Means } from './main.ts';
import { createPanel } from './panel.ts';
import type { State } from './store.ts';
import { createTimeline } from './timeline.ts';
import { costOf } from './turn.ts';
import { dollars, duration, number } from './words.ts';

export function createTrace(means: Means) {
  const question = el('h1', { dir: 'auto' });
  const facts = el('ul', { class: 'facts', 'aria-label': 'What the turn took' });
  const timeline = createTimeline(means);
  const panel = createPanel();
  const empty = el(
    'div',
    { class: 'empty' },
    el('h1', {}, 'Ask something on the left'),
    el(
      'p',
      {},
      'Its answer is taken apart here while it is made: what was searched, what was found, what the model was told, how long it took, and which sentence stands on which passage.',
    ),
    el(
      'p',
      {},
      'Or ask in ',
      el('a', { href: '/', target: '_blank', rel: 'noopener' }, 'the chat itself'),
      ': what a visitor asks shows here as well.',
    ),
  );
  const shown = el('div', {}, el('div', { class: 'heading' }, question, facts), timeline.node, panel.node);
  const node = el('section', { class: 'trace', 'aria-label': 'Trace' }, empty, shown);
  let opened: Stage | undefined;
  return {
    node,
    update(state: State, look: Look) {
      node.hidden = state.view !== 'trace';
      const { turn, number: at, of } = look;
      empty.hidden = turn !== undefined;
      shown.hidden = turn === undefined;
      if (!turn) return;
      if (question.textContent !== turn.question) question.textContent = turn.question;
      const { tokens, cost, model } = costOf(turn);
      const all = [
        `turn ${at} of ${of}`,
        duration(turn.lengthMs),
        tokens === undefined ? '' : `${number(tokens)} tokens`,
        cost === undefined ? '' : dollars(cost),
        model ?? (turn.end?.type === 'turn.completed' ? 'rules, no model' : ''),
      ].filter((fact) => fact !== '');
      const text = all.join('\n');
      if (facts.dataset.text !== text) {
        facts.dataset.text = text;
        facts.replaceChildren(...all.map((fact) => el('li', {}, fact)));
      }
      timeline.update(turn, look.stage, state.player !== undefined);
      panel.update(turn, look.stage);
      if (state.stage !== opened) {
        opened = state.stage;
        reveal(panel.node, timeline.node.querySelector('[aria-expanded="true"]'));
      }
    },
  };
}

/** Share of the window's height below which an opened panel would hardly be seen. */
const LOW = 0.55;

/** Scrolls until the panel can be read, as far as its row stays in sight. */
function reveal(panel: HTMLElement, row: Element | null): void {
  const main = panel.closest('main');
  const top = main?.querySelector('.top')?.getBoundingClientRect().bottom ?? 0;
  const toPanel = panel.getBoundingClientRect().top - LOW * innerHeight;
  const toRow = row ? row.getBoundingClientRect().top - Math.max(0, top) : toPanel;
  const by = Math.min(toPanel, toRow);
  if (by <= 0) return;
  // Side by side the main part scrolls, one above the other the page does.
  if (main && main.scrollHeight > main.clientHeight) main.scrollBy(0, by);
  else scrollBy(0, by);
}
