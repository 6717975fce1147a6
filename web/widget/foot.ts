/** The panel's last line: what is kept, and the ways to take it along and to have it deleted. */
import { button, el } from './dom.ts';
import type { Strings } from './locales/strings.ts';

export interface Foot {
  node: HTMLElement;
  /** There is nothing to forget before the first question. */
  update(hasTurns: boolean): void;
}

/** Creates the line; deleting asks once more, in place. */
export function createFoot(strings: Strings, onSave: () => void, onForget: () => void): Foot {
  const node = el('div', { class: 'foot', part: 'footer' });
  const rest = () => {
    const forget = button({ class: 'text' }, () => ask(), strings.forget);
    const save = button({ class: 'text' }, onSave, strings.save);
    node.replaceChildren(el('span', {}, strings.kept), save, forget);
    return forget;
  };
  const ask = () => {
    const yes = button(
      { class: 'text' },
      () => {
        rest();
        onForget();
      },
      strings.yes,
    );
    const no = button({ class: 'text' }, () => rest().focus(), strings.no);
    const group = el(
      'span',
      { role: 'group', 'aria-label': strings.forgetSure },
      strings.forgetSure,
      yes,
      no,
    );
    group.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      rest().focus();
    });
    node.replaceChildren(group);
    yes.focus();
  };
  rest();
  return {
    node,
    update(hasTurns) {
      node.hidden = !hasTurns;
    },
  };
}
