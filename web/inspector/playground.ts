/** The same question before and after a change. */
import { el } from '../widget/dom.ts';
import type { Look } from './look.ts';
import type { Means } from './main.ts';
import type { State } from './store.ts';

export function createPlayground(_means: Means) {
  const node = el('section', { class: 'playground', 'aria-label': 'Playground' });
  return {
    node,
    update(state: State, _look: Look) {
      node.hidden = state.view !== 'playground';
    },
  };
}
