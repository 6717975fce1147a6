/** Joins the parts of one panel: actions and events go into the state, the state goes onto the page. */
import type { Event, Request } from '../../src/protocol.ts';
import { createClient, type Socket } from './client.ts';
import { emit, type MountPanel, type PanelOptions } from './contract.ts';
import { strings } from './locales/current.ts';
import { createMemory, newId } from './memory.ts';
import { report } from './report.ts';
import { type Action, initialState, isOpen, reduce, shown } from './state.ts';
import { adopt } from './styles.ts';
import { createView } from './view.ts';
import { fitViewport } from './viewport.ts';
import { createWithExtras } from './with-extras.ts';

/** Milliseconds from one drawing to the next, at least. Text that grows thirty times a second reads as smoothly, at half the cost. */
const DRAW_MS = 25;

/** Draws a panel and connects it; see {@link MountPanel}. */
export const mountChat: MountPanel = (container, host, panelOptions) => {
  const { server, options, onClose } = panelOptions;
  const title = options.title ?? strings.title;
  const extras = createWithExtras(panelOptions.load);
  const memory = createMemory(
    server,
    host.localName + [...document.querySelectorAll(host.localName)].indexOf(host),
    () => localStorage,
    () => sessionStorage,
  );
  const { draft, turns } = memory.kept();
  adopt(container, options.accent ?? '');

  let state = initialState(memory.read(), turns);
  let frame = 0;
  let drawnAt = -DRAW_MS;
  let waitUntil = 0;
  let countdown: ReturnType<typeof setInterval> | undefined;
  /** Requests that had no link and are neither an ask, which the state remembers, nor worth losing. */
  let waiting: Request[] = [];

  let mustAgree = Boolean(options.consent) && !memory.agreed();

  const view = createView(
    container,
    {
      title,
      greeting: options.greeting,
      starters: readStarters(options.starters),
      consent: mustAgree ? options.consent : undefined,
      draft,
    },
    {
      ask,
      stop,
      again(turn) {
        if (!mayAsk()) return;
        if (turn.rejected) dispatch({ type: 'drop', turnId: turn.turnId });
        ask(turn.question, turn.rejected ? turn.replaces?.[0] : turn.turnId);
      },
      rate({ turnId }, rating, comment) {
        const feedback = { turnId, rating, ...(comment && { comment }) };
        dispatch({ type: 'rate', turnId, rating });
        send({ type: 'feedback', ...feedback });
        emit(host, 'feedback', feedback);
      },
      agree() {
        mustAgree = false;
        memory.agree();
        client.start();
        draw();
      },
      save: () => extras(({ saveConversation }) => saveConversation(title, shown(state.turns))),
      extras,
      cited: (turn, citation) => emit(host, 'citation', { turnId: turn.turnId, ...citation }),
      forget,
      reconnect: () => client.wake(),
      close: onClose,
    },
  );

  const client = createClient({
    connect: () => new WebSocket(`${server.replace(/^http/, 'ws')}/ws`) as unknown as Socket,
    // What is undefined does not reach the wire.
    resume: () => ({
      conversationId: state.conversationId,
      lastSeq: state.lastSeq < 0 ? undefined : state.lastSeq,
    }),
    onEvent: receive,
    onLink: (link) => dispatch({ type: 'link', link }),
  });

  function dispatch(action: Action): void {
    const next = reduce(state, action);
    if (next === state) return;
    state = next;
    frame ||= requestAnimationFrame(pace);
  }

  function pace(now: number): void {
    if (now - drawnAt < DRAW_MS) {
      frame = requestAnimationFrame(pace);
      return;
    }
    drawnAt = now;
    draw();
  }

  function draw(): void {
    frame = 0;
    const waitMs = Math.max(0, waitUntil - Date.now());
    if (waitMs === 0) clearInterval(countdown);
    if (!view.draw(state, waitMs)) frame ||= requestAnimationFrame(pace);
  }

  function send(request: Request): void {
    if (!client.send(request)) waiting.push(request);
  }

  function mayAsk(): boolean {
    return !mustAgree && state.link !== 'closed' && !state.turns.some(isOpen) && Date.now() >= waitUntil;
  }

  function ask(text: string, replaces?: string): boolean {
    if (!mayAsk()) return false;
    const turnId = newId();
    dispatch({ type: 'ask', turnId, question: text, replaces });
    view.asked();
    // Without a link it is sent after the next `ready`, like every question without an end.
    client.send({ type: 'ask', turnId, text, replaces });
    emit(host, 'question', { turnId, text });
    return true;
  }

  function stop(): void {
    for (const turn of state.turns.filter(isOpen)) {
      send({ type: 'cancel', turnId: turn.turnId });
      if (state.link !== 'online') dispatch({ type: 'cancel', turnId: turn.turnId });
    }
  }

  function forget(): void {
    // Until the server has answered, the id is the only handle by which the conversation can be deleted.
    waiting = [];
    send({ type: 'forget' });
  }

  function receive(event: Event): void {
    const before = state;
    dispatch({ type: 'event', event });
    if (event.type === 'ready') {
      memory.write(event.conversationId);
      for (const request of waiting.splice(0)) client.send(request);
      for (const { turnId, question: text, replaces } of state.turns.filter(isOpen)) {
        client.send({ type: 'ask', turnId, text, replaces: replaces?.[0] });
      }
    }
    if (event.type === 'forgotten') {
      memory.write(undefined);
      waitUntil = 0;
      // A new hello, without an id, begins a conversation that has nothing to do with the old one.
      client.stop();
      client.start();
      view.announcer.say(strings.forgotten);
    }
    if ('retryAfterMs' in event && event.retryAfterMs) limit(event.retryAfterMs);
    report(host, view.announcer, before, state, event);
  }

  function limit(retryAfterMs: number): void {
    waitUntil = Date.now() + retryAfterMs;
    clearInterval(countdown);
    countdown = setInterval(draw, 1000);
  }

  const keep = () => mustAgree || memory.keep({ draft: view.draft(), turns: state.turns.filter(isOpen) });
  // A page is hidden before it goes, also where it goes without another word, as on phones.
  const onWake = () => (document.hidden ? keep() : client.wake());
  // As the options of a listener its `signal` is the one that ends it.
  const life = new AbortController();
  document.addEventListener('visibilitychange', onWake, life);
  addEventListener('online', onWake, life);
  fitViewport(container, life);
  draw();
  if (!mustAgree) client.start();

  return {
    open: view.focus,
    close() {},
    toggle: view.focus,
    // What cannot be asked now is not lost.
    send: (text) => void (text.trim() === '' || ask(text.trim()) || view.fill(text.trim())),
    clear: forget,
    destroy() {
      keep();
      life.abort();
      clearInterval(countdown);
      cancelAnimationFrame(frame);
      client.stop();
      container.replaceChildren();
    },
  };
};

/** Reads the owner's starters: a JSON array of strings; anything else is as if there were none. */
function readStarters(json: PanelOptions['options']['starters']): string[] | undefined {
  try {
    // Nothing is nothing, without an exception and its stack, which take a phone some milliseconds.
    const value: unknown = JSON.parse(json ?? 'null');
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined;
  } catch {
    return undefined;
  }
}
