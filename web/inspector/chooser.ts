/** The list of conversations, newest first, with a search; a new one of the presenter's own; and the recordings. */
import type { ConversationInfo, RecordingInfo } from '../../src/inspector/protocol.ts';
import { button, el } from '../widget/dom.ts';
import { arrange } from './arrange.ts';
import type { Means } from './main.ts';
import type { State } from './store.ts';
import { plural } from './words.ts';

export function createChooser({ act, send, state }: Means) {
  const search = el('input', {
    type: 'search',
    placeholder: 'Search',
    'aria-label': 'Search conversations and recordings',
  });
  search.addEventListener('input', () => act({ type: 'search', search: search.value }));
  const conversations = el('ul', {});
  const recordings = el('ul', {});
  const summary = el('summary', {});
  const file = el('input', {
    type: 'file',
    accept: '.json,application/json',
    'aria-label': 'Open a recording from a file',
  });
  file.addEventListener('change', async () => {
    const [picked] = file.files ?? [];
    file.value = '';
    if (!picked) return;
    const { maxFileBytes = Number.POSITIVE_INFINITY } = state();
    if (picked.size > maxFileBytes) {
      const most = Math.floor(maxFileBytes / 2 ** 20);
      act({ type: 'notice', notice: `${picked.name} is too large: a recording has at most ${most} MB.` });
    } else send({ type: 'read', name: picked.name.slice(0, 200), text: await picked.text() });
  });
  const node = el(
    'details',
    { class: 'chooser' },
    summary,
    search,
    el('h3', {}, 'Conversations'),
    conversations,
    el('h3', {}, 'Recordings'),
    recordings,
    el('label', { class: 'file' }, 'Open a file', file),
  );
  const close = () => node.removeAttribute('open');

  // Made once for each conversation: on a busy server the list changes twice a second.
  const items = new Map<string, { node: Element; pick: Element; question: Element; facts: Element }>();
  const itemOf = (label: string) => {
    const known = items.get(label);
    if (known) return known;
    const question = el('span', { dir: 'auto' });
    const facts = el('span', { class: 'soft' });
    const choose = () => {
      close();
      act({ type: 'player', player: undefined });
      send({ type: 'follow', conversation: label });
    };
    const pick = button({}, choose, question, facts);
    const item = { node: el('li', {}, pick), pick, question, facts };
    items.set(label, item);
    return item;
  };
  const conversationItem = (
    { label, question, turns, isRunning }: ConversationInfo,
    { followed, own, player }: State,
  ) => {
    const item = itemOf(label);
    item.question.textContent = question;
    item.facts.textContent = `${label} · ${plural(turns, 'turn')}${label === own ? ' · yours' : ''}${isRunning ? ' · answering' : ''}`;
    if (!player && label === followed) item.pick.setAttribute('aria-current', 'true');
    else item.pick.removeAttribute('aria-current');
    return item.node;
  };
  const none = el('li', { class: 'soft' });
  const recordingItem = ({ name, title, note, turns, isOwn }: RecordingInfo) =>
    el(
      'li',
      {},
      button(
        {},
        () => {
          close();
          send({ type: 'open', name });
        },
        el('span', {}, title),
        el(
          'span',
          { class: 'soft' },
          `${plural(turns, 'turn')}${isOwn ? ' · saved here' : ''}${note ? ` · ${note}` : ''}`,
        ),
      ),
    );

  let drawn: unknown[] = [];
  return {
    node,
    update(state: State) {
      const { conversations: live, recordings: saved, search: wanted, followed, own, player } = state;
      const shown = [live, saved, wanted, followed, own, player !== undefined];
      if (shown.every((each, i) => each === drawn[i])) return;
      const hasChanged = drawn[1] !== saved || drawn[2] !== wanted;
      drawn = shown;
      const has = (...texts: string[]) =>
        texts.some((text) => text.toLowerCase().includes(wanted.trim().toLowerCase()));
      const found = live.filter(({ label, question }) => has(label, question));
      const kept = saved.filter(({ title, name }) => has(title, name));
      summary.textContent = `${plural(live.length, 'conversation')} · ${plural(saved.length, 'recording')}`;
      none.textContent = live.length === 0 ? 'None yet: ask something.' : 'None of that name.';
      arrange(
        conversations,
        found.length === 0 ? [none] : found.map((info) => conversationItem(info, state)),
      );
      for (const label of items.keys()) if (!live.some((each) => each.label === label)) items.delete(label);
      if (!hasChanged) return;
      recordings.replaceChildren(...kept.map(recordingItem));
    },
  };
}
