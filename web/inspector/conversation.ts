/** The left side: which conversation is shown, what its visitor sees, and the presenter's own question. */
import type { ScriptStep } from '../../src/inspector/protocol.ts';
import { button, el, icon } from '../widget/dom.ts';
import { type AnswerView, createAnswer } from './answer.ts';
import { arrange } from './arrange.ts';
import { createChooser } from './chooser.ts';
import type { Look } from './look.ts';
import type { Means } from './main.ts';
import { createReplay } from './replay.ts';
import type { State } from './store.ts';
import type { TurnView } from './turn.ts';

export function createConversation(means: Means) {
  const title = el('h2', {});
  const subtitle = el('p', { class: 'soft' });
  const list = el('ol', { class: 'turns', 'aria-label': 'Turns, the newest last' });
  const script = el('div', { class: 'script' });
  const status = el('p', { class: 'status', role: 'status' });
  const chooser = createChooser(means);
  const replay = createReplay(means);
  const composer = createComposer(means);
  const scroller = el(
    'div',
    { class: 'scroller', tabindex: 0, role: 'group', 'aria-label': 'What the visitor sees' },
    list,
    script,
  );
  const node = el(
    'div',
    { class: 'conversation' },
    el(
      'header',
      {},
      icon('mark'),
      el('div', {}, title, subtitle),
      button({ class: 'text' }, () => means.act({ type: 'fresh' }), 'New'),
    ),
    chooser.node,
    scroller,
    status,
    replay.node,
    composer.node,
  );
  const drawn = new Map<string, { node: HTMLElement; pick: HTMLButtonElement; answer: AnswerView }>();

  function itemOf(turn: TurnView) {
    const known = drawn.get(turn.turnId);
    if (known) return known;
    const answer = createAnswer();
    const pick = button({ class: 'question', dir: 'auto' }, () =>
      means.act({ type: 'look', turnId: turn.turnId }),
    );
    const item = { node: el('li', {}, pick, answer.node), pick, answer };
    drawn.set(turn.turnId, item);
    return item;
  }

  return {
    node,
    update(state: State, { turns, turn: focused }: Look) {
      const { player, own, followed } = state;
      title.textContent = player
        ? player.recording.title
        : followed && followed === own
          ? 'Your conversation'
          : 'Live conversation';
      subtitle.textContent = player
        ? (player.recording.note ?? 'a recording')
        : followed
          ? `${followed} · visitors see this side only`
          : 'visitors see this side only';
      // A new turn is always shown; one that grows, to who has not scrolled away from it.
      const isAtEnd =
        scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 48 ||
        !drawn.has(turns.at(-1)?.turnId ?? '');
      const items = turns.map((turn) => {
        const item = itemOf(turn);
        // Browsers choose the ids of turns, so another conversation may have the same.
        if (item.pick.textContent !== turn.question) item.pick.textContent = turn.question;
        item.answer.update(turn);
        item.pick.setAttribute('aria-current', String(turn === focused));
        return item.node;
      });
      arrange(list, items);
      for (const id of drawn.keys()) if (!turns.some(({ turnId }) => turnId === id)) drawn.delete(id);
      drawScript(script, state, means);
      // Questions to show are read from the first one on.
      if (turns.length > 0 && isAtEnd) scroller.scrollTop = scroller.scrollHeight;
      status.textContent = statusOf(state);
      chooser.update(state);
      replay.update(state);
      composer.update(state, turns.at(-1));
    },
  };
}

function statusOf({ link, notice }: State): string {
  if (link === 'offline')
    return 'The server cannot be reached. Trying again; recordings already opened go on.';
  if (link === 'closed') return 'The server does not know this browser any more: open its newest link.';
  return notice ?? '';
}

/** The script stands below an empty conversation, and afterwards what is still to be asked of it. */
function drawScript(node: HTMLElement, { script, player, turns, followed, own }: State, means: Means): void {
  const asked = new Set(turns.map(({ question }) => question));
  const left =
    player || (followed !== undefined && followed !== own) ? [] : script.filter(({ ask }) => !asked.has(ask));
  const key = `${turns.length === 0} ${left.map(({ ask }) => ask).join('\n')}`;
  if (node.dataset.key === key) return;
  node.dataset.key = key;
  const step = ({ ask, teaches }: ScriptStep) =>
    button(
      { class: 'step' },
      () => askIn(means, ask),
      el('span', { class: 'ask' }, ask),
      el('span', { class: 'soft' }, teaches),
    );
  const [next, ...later] = left;
  // Once something was asked the answer needs the room: the next question is enough.
  const all = turns.length === 0 || later.length === 0;
  node.replaceChildren(
    ...(next ? [el('h3', {}, turns.length === 0 ? 'Questions to show' : 'Next to show'), step(next)] : []),
    ...(all
      ? later.map(step)
      : [el('details', {}, el('summary', {}, `${later.length} more`), ...later.map(step))]),
  );
}

/** Asks in the presenter's own conversation, or in a new one where none is shown. @returns false when it could not be asked. */
function askIn({ act, state, send }: Means, text: string): boolean {
  const fresh = state().followed === undefined;
  // Until its conversation is there, nobody else's may take its place.
  if (fresh) act({ type: 'fresh' });
  return send({ type: 'ask', text, fresh });
}

function createComposer(means: Means) {
  const { send, act } = means;
  const field = el('textarea', {
    id: 'ask',
    rows: 1,
    placeholder: 'Ask something',
    'aria-label': 'Your question',
    maxlength: 2000,
  });
  const submit = () => {
    const text = field.value.trim();
    if (text === '') return;
    act({ type: 'player', player: undefined });
    act({ type: 'notice', notice: undefined });
    if (askIn(means, text)) field.value = '';
  };
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  const go = button({ class: 'send', 'aria-label': 'Ask' }, submit, icon('arrow'));
  const stop = button({ class: 'send', 'aria-label': 'Stop' }, () => send({ type: 'cancel' }), icon('stop'));
  const node = el('div', { class: 'composer' }, field, go, stop);
  return {
    node,
    update({ followed, own, player }: State, last: TurnView | undefined) {
      const isRunning = !player && followed === own && last !== undefined && !last.end;
      go.hidden = isRunning;
      stop.hidden = !isRunning;
    },
  };
}
