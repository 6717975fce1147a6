/** The small line under an answer: how many sources, who answered, copy, ask again, helpful. */
import type { WithExtras } from './contract.ts';
import { button, el, icon, wordButton } from './dom.ts';
import { strings } from './locales/current.ts';
import type { Turn } from './state.ts';
import { count } from './strings.ts';

export interface Meta {
  node: HTMLElement;
  /** `last`: it may be asked again. */
  update(turn: Turn, last: boolean): void;
}

export interface MetaActions {
  rate(rating: 'up' | 'down', comment?: string): void;
  again(): void;
  extras: WithExtras;
}

/** Creates the line; it stays empty until the turn has completed. */
export function createMeta(actions: MetaActions): Meta {
  const node = el('div', { part: 'meta' });
  const again = wordButton(strings.again, actions.again, 'again');
  let drawn: Turn | undefined;

  const sources = ({ citations }: Turn): HTMLElement => {
    let list: HTMLElement | undefined;
    const show = () =>
      actions.extras(({ listSources }) => {
        if (list) list.hidden = !list.hidden;
        else list = listSources(toggle.parentElement ?? node, citations, strings);
        toggle.ariaExpanded = String(!list.hidden);
      });
    const toggle = wordButton(count(strings.sources, citations.length), show);
    toggle.ariaExpanded = 'false';
    return toggle;
  };

  const copy = (turn: Turn): HTMLElement => {
    const press = wordButton(strings.copy, () =>
      actions.extras(({ copyAnswer }) => copyAnswer(press, turn, strings.copied)),
    );
    return press;
  };

  /** The thumbs, and a place below for a word. What was pressed is gone then; the focus stays where it was. */
  const helpful = (rating: Turn['rating']): [HTMLElement, HTMLElement] => {
    const group = el('span', {
      class: 'helpful',
      role: 'group',
      'aria-label': strings.helpful,
      tabindex: -1,
    });
    const word = el('form', { part: 'comment' });
    const thank = () => {
      group.replaceChildren(strings.thanks);
      group.focus();
    };
    const ask = (comment: string) => {
      if (comment !== '') actions.rate('down', comment);
      thank();
    };
    const thumb = (which: 'up' | 'down', label: string) =>
      button(
        { class: which, 'aria-label': `${strings.helpful} ${label}`, title: label },
        () => {
          actions.rate(which);
          thank();
          if (which === 'down')
            actions.extras(({ askWord }) => askWord(word, strings.missing, strings.send, ask));
        },
        icon('thumb'),
      );
    if (rating) group.append(strings.thanks);
    else group.append(thumb('up', strings.yes), thumb('down', strings.no));
    return [group, word];
  };

  const draw = (turn: Turn): void => {
    node.replaceChildren();
    if (turn.end?.type !== 'turn.completed') return;
    const { answerer, outcome, grounding } = turn.end;
    const unsupported = outcome === 'answered' ? grounding.unsupported.length : 0;
    const line = el(
      'div',
      { class: 'line' },
      turn.citations.length > 0 && sources(turn),
      answerer === 'rules' && outcome === 'answered' && el('span', {}, strings.withoutModel),
      unsupported > 0 &&
        el(
          'span',
          {},
          el('span', { class: 'loose', 'aria-hidden': true }, '?'),
          ` ${count(strings.unsupported, unsupported)}`,
        ),
    );
    node.append(line);
    if (outcome === 'smalltalk') return;
    const tools = el('div', { class: 'line' }, copy(turn), again);
    node.append(tools);
    if (turn.detached) return;
    const [thumbs, word] = helpful(turn.rating);
    tools.append(thumbs);
    node.append(word);
  };

  return {
    node,
    update(turn, last) {
      again.hidden = !last || turn.detached === true;
      if (drawn?.end !== turn.end || drawn?.detached !== turn.detached) draw(turn);
      drawn = turn;
    },
  };
}
