/** The panel's last line: what is kept, and the ways to take it along and to have it deleted. */
import { el, wordButton } from './dom.ts';
import { strings } from './locales/current.ts';

export interface Foot {
  node: HTMLElement;
  /** There is nothing to forget before the first question. */
  update(hasTurns: boolean): void;
}

/** Creates the line; deleting asks once more, in place. */
export function createFoot(onSave: () => void, onForget: () => void): Foot {
  const node = el('div', { class: 'foot', part: 'footer' });
  const rest = () => {
    const forget = wordButton(strings.forget, () => ask());
    const save = wordButton(strings.save, onSave);
    node.replaceChildren(el('span', {}, strings.kept), save, forget);
    return forget;
  };
  const ask = () => {
    const yes = wordButton(strings.yes, () => {
      rest();
      onForget();
    });
    const no = wordButton(strings.no, () => rest().focus());
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
