/** The small line under an answer: how many sources, who answered, copy, helpful. */
import { answerWithSources, sourceList } from './citations.ts';
import { button, el, icon } from './dom.ts';
import type { Strings } from './locales/strings.ts';
import type { Turn } from './state.ts';
import { count } from './strings.ts';

/** Milliseconds for which "Copied" stands in place of "Copy". */
const COPIED_MS = 2000;

export interface Meta {
  node: HTMLElement;
  update(turn: Turn): void;
}

/** Creates the line; it stays empty until the turn has completed. */
export function createMeta(strings: Strings, actions: { rate: (rating: 'up' | 'down') => void }): Meta {
  const node = el('div', { part: 'meta' });
  let drawn: Turn | undefined;

  const sources = (turn: Turn): [Node, Node] => {
    const list = sourceList(turn.citations, strings);
    list.hidden = true;
    const toggle = button(
      { class: 'text', 'aria-expanded': 'false' },
      () => {
        list.hidden = !list.hidden;
        toggle.setAttribute('aria-expanded', String(!list.hidden));
      },
      count(strings.sources, turn.citations.length),
    );
    return [toggle, list];
  };

  const copy = (turn: Turn): HTMLElement => {
    const press = button(
      { class: 'text' },
      async () => {
        try {
          await navigator.clipboard.writeText(answerWithSources(turn.text, turn.citations));
          press.textContent = strings.copied;
          setTimeout(() => {
            press.textContent = strings.copy;
          }, COPIED_MS);
        } catch {
          // No permission and no secure context: the text can still be selected by hand.
          press.remove();
        }
      },
      strings.copy,
    );
    return press;
  };

  const helpful = (turn: Turn): HTMLElement => {
    const group = el('span', {
      class: 'helpful',
      role: 'group',
      'aria-label': strings.helpful,
      tabindex: -1,
    });
    if (turn.rating) {
      group.append(strings.thanks);
      return group;
    }
    const rate = (rating: 'up' | 'down', label: string) =>
      button(
        { class: rating, 'aria-label': `${strings.helpful} ${label}`, title: label },
        () => {
          actions.rate(rating);
          // The pressed button is gone after this; focus must not fall back to the page.
          node.querySelector<HTMLElement>('.helpful')?.focus();
        },
        icon('thumb'),
      );
    group.append(rate('up', strings.yes), rate('down', strings.no));
    return group;
  };

  return {
    node,
    update(turn) {
      if (turn.state !== 'completed' || turn.end?.type !== 'turn.completed') {
        if (drawn) node.replaceChildren();
        drawn = undefined;
        return;
      }
      if (drawn?.end === turn.end && drawn.detached === turn.detached) {
        if (drawn.rating !== turn.rating) node.querySelector('.helpful')?.replaceWith(helpful(turn));
        drawn = turn;
        return;
      }
      drawn = turn;
      const { answerer, outcome, grounding } = turn.end;
      const [toggle, list] = turn.citations.length > 0 ? sources(turn) : [undefined, undefined];
      const unsupported =
        outcome === 'answered' && turn.citations.length > 0 ? grounding.unsupported.length : 0;
      const line = el(
        'div',
        { class: 'line' },
        toggle,
        answerer === 'rules' && outcome === 'answered' && el('span', {}, strings.withoutModel),
        unsupported > 0 && el('span', {}, count(strings.unsupported, unsupported)),
        el('span', { class: 'space' }),
        outcome !== 'smalltalk' &&
          el('span', { class: 'tools' }, copy(turn), turn.detached ? undefined : helpful(turn)),
      );
      node.replaceChildren(line, ...(list ? [list] : []));
    },
  };
}
