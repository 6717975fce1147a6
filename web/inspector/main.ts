/**
 * The inspector: on the left a conversation, on the right its turn as it happens. Start reading here.
 *
 *   store.ts         all that the page knows, and how each event changes it (pure)
 *   link.ts          the line to the server; commands go out, events come in
 *   turn.ts          a turn's record, read as far as a moment (pure): live, replayed and compared turns are the same
 *   player.ts        the clock of a replay (pure)
 *   conversation.ts  left: what the visitor sees, the list of conversations, the script, the question to ask
 *   header.ts        right, on top: who answers, what is shown, big type, export
 *   timeline.ts      right: one bar for each stage; panel.ts and panels/ open a stage to what it did
 *   playground.ts    right, instead: the same question before and after a change
 *   replay.ts        left, instead of the question: play, pause, step, slower, faster
 *
 * Each view is made once and updated with the whole state; what it draws of others' text is text, never HTML.
 */
import type { Command } from '../../src/inspector/protocol.ts';
import { el } from '../widget/dom.ts';
import { createConversation } from './conversation.ts';
import { createHeader } from './header.ts';
import { listenToKeys } from './keys.ts';
import { openLine } from './link.ts';
import { lookAt } from './look.ts';
import './look/page.css';
import '../widget/look/answer.css';
import './look/conversation.css';
import './look/timeline.css';
import './look/panels.css';
import './look/playground.css';
import { createPlayground } from './playground.ts';
import { type Action, INITIAL, reduce, type State, toFollow } from './store.ts';
import { createTrace } from './trace.ts';

/** What a view may do. */
export interface Means {
  act(action: Action): void;
  /** Sends a command. @returns false, and says so, when there is no line. */
  send(command: Command): boolean;
  state(): State;
}

let state: State = { ...INITIAL, isBig: localStorage.getItem('big') === 'true' };
let isDrawing = false;
/** When the newest live entry came, so that a step that runs can be seen to run. */
let heardAt = performance.now();

const means: Means = {
  state: () => state,
  act(action) {
    const before = state;
    state = reduce(state, action);
    if (state.isBig !== before.isBig) localStorage.setItem('big', String(state.isBig));
    draw();
  },
  send(command) {
    const isSent = line.send(command);
    if (!isSent) means.act({ type: 'notice', notice: 'The server cannot be reached just now.' });
    return isSent;
  },
};

const views = [
  createConversation(means),
  createHeader(means),
  createTrace(means),
  createPlayground(means),
] as const;
const [conversation, header, trace, playground] = views;
document.body.append(
  el('a', { class: 'skip', href: '#turn' }, 'Skip to the turn'),
  el('aside', { class: 'left', 'aria-label': 'Conversation' }, conversation.node),
  el('main', { id: 'turn', tabindex: -1 }, header.node, trace.node, playground.node),
);
// The token has done its work; it must not stand in the address that an audience sees.
if (location.search !== '') history.replaceState(null, '', location.pathname + location.hash);

const line = openLine({
  onLink: (link) => means.act({ type: 'link', link }),
  onEvent(event) {
    if (event.type === 'entries') heardAt = performance.now();
    means.act({ type: 'event', event });
    const label = toFollow(state, event);
    if (label !== undefined) line.send({ type: 'follow', conversation: label });
  },
});
listenToKeys(means);

let lastFrame = performance.now();
function draw(): void {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame((now) => {
    isDrawing = false;
    const passed = Math.min(100, now - lastFrame);
    lastFrame = now;
    if (state.player?.isPlaying) state = reduce(state, { type: 'tick', realMs: passed });
    const look = lookAt(state, now - heardAt);
    document.documentElement.classList.toggle('big', state.isBig);
    for (const view of views) view.update(state, look);
    if (state.player?.isPlaying || look.isRunning) draw();
  });
}
draw();
