/** On top of the right side: what is shown, who answers everybody, the model's state, big type, and what leaves as a file. */
import type { Mode } from '../../src/inspector/protocol.ts';
import { button, el } from '../widget/dom.ts';
import { KEYS } from './keys.ts';
import type { Look } from './look.ts';
import type { Means } from './main.ts';
import type { State } from './store.ts';

export function createHeader(means: Means) {
  const { act, send, state } = means;
  const views = (['trace', 'playground'] as const).map((view) => ({
    view,
    node: button({}, () => act({ type: 'view', view }), view === 'trace' ? 'Trace' : 'Playground'),
  }));
  const modes = (['auto', 'rules'] as const).map((mode) => ({
    mode,
    node: button({}, () => send({ type: 'mode', mode }), mode === 'auto' ? 'Model' : 'Rules'),
  }));
  const recorded = button({}, () => openRecording(means), 'Recorded');
  const answering = el(
    'div',
    { class: 'segments', role: 'group', 'aria-label': 'Who answers' },
    ...modes.map(({ node }) => node),
    recorded,
  );
  const breaker = el('p', { class: 'breaker', role: 'status' });
  const big = button({}, () => act({ type: 'big' }), 'Big type');
  const save = button({}, () => saveConversation(means), 'Save');
  const exported = button({}, () => exportShown(state()), 'Export');
  const keys = el(
    'details',
    { class: 'keys' },
    el('summary', {}, 'Keys'),
    el('dl', {}, ...KEYS.flatMap(([key, does]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, does)])),
  );
  const node = el(
    'header',
    { class: 'top' },
    el(
      'div',
      { class: 'segments', role: 'group', 'aria-label': 'Show' },
      ...views.map(({ node: each }) => each),
    ),
    answering,
    breaker,
    el('div', { class: 'tools' }, save, exported, big, keys),
  );
  return {
    node,
    update({ view, mode, server, breaker: circuit, isBig, player, followed }: State, { turns }: Look) {
      for (const each of views) each.node.setAttribute('aria-pressed', String(each.view === view));
      for (const each of modes) {
        each.node.setAttribute(
          'aria-pressed',
          String(!player && each.mode === shownMode(mode, server?.answerer)),
        );
        each.node.disabled = each.mode === 'auto' && server?.answerer === 'rules';
        each.node.title = each.node.disabled ? 'No model is set on this server.' : '';
      }
      recorded.setAttribute('aria-pressed', String(player !== undefined));
      // Which recordings there are is not known before.
      recorded.disabled = server === undefined;
      breaker.textContent =
        circuit && circuit.state !== 'closed'
          ? [`Breaker ${circuit.state}`, reasonText(circuit.reason)].filter(Boolean).join(': ')
          : '';
      breaker.hidden = breaker.textContent === '';
      big.setAttribute('aria-pressed', String(isBig));
      save.disabled = player !== undefined || followed === undefined || turns.length === 0;
      exported.disabled = turns.length === 0;
    },
  };
}

/** "unavailable" of `upstream_unavailable`. */
const reasonText = (code = '') => code.replace('upstream_', '').replaceAll('_', ' ');

/** Without a model, rules answer whatever was chosen. */
function shownMode(mode: Mode, answerer: 'llm' | 'rules' | undefined): Mode {
  return answerer === 'rules' ? 'rules' : mode;
}

/** The switch for when all else fails: the first recording, or back. */
function openRecording({ state, send, act }: Means): void {
  const { player, recordings } = state();
  if (player) act({ type: 'player', player: undefined });
  else if (recordings[0]) send({ type: 'open', name: recordings[0].name });
  else act({ type: 'notice', notice: 'There is no recording yet: save a conversation first.' });
}

function saveConversation({ state, send }: Means): void {
  const { followed, turns } = state();
  const [first] = turns;
  if (followed && first)
    send({ type: 'save', conversation: followed, title: first.question.slice(0, 80) || followed });
}

/** The turns on the screen as a file that can be replayed. */
function exportShown({ player, turns, followed }: State): void {
  const recording = player?.recording ?? {
    crossroadsRecording: 1,
    title: turns[0]?.question.slice(0, 80) || (followed ?? 'conversation'),
    recordedAt: Date.now(),
    turns,
  };
  const address = URL.createObjectURL(
    new Blob([JSON.stringify(recording, undefined, 1)], { type: 'application/json' }),
  );
  const link = el('a', { href: address, download: 'crossroads-trace.json' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
