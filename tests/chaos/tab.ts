/** A visitor's tab without a page: the widget's own client and state, over a real socket. */
import { WebSocket } from 'ws';
import type { Event } from '../../src/protocol.ts';
import { createClient, type Socket } from '../../web/widget/client.ts';
import { newId } from '../../web/widget/memory.ts';
import { type ChatState, initialState, isOpen, reduce, type Turn } from '../../web/widget/state.ts';
import { fairNow } from '../support/clock.ts';

export interface TabOptions {
  port: number;
  conversationId?: string;
  /** How many times faster the client's clock runs. Default 1. */
  haste?: number;
}

export type TestTab = ReturnType<typeof openTab>;

export function openTab({ port, conversationId, haste = 1 }: TabOptions) {
  let state: ChatState = initialState(conversationId);
  const readies: Extract<Event, { type: 'ready' }>[] = [];
  const errors: Extract<Event, { type: 'error' }>[] = [];
  const waiting = new Set<() => void>();
  const sockets: WebSocket[] = [];
  const waits: number[] = [];
  let offlineAt = Number.NEGATIVE_INFINITY;

  const dispatch = (action: Parameters<typeof reduce>[1]) => {
    state = reduce(state, action);
    for (const check of waiting) check();
  };
  const client = createClient({
    connect: () => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { origin: `http://127.0.0.1:${port}` });
      // The client forgets a dead socket and its handlers; what Node then still tells must not end the test.
      socket.on('error', () => {});
      sockets.push(socket);
      return socket as unknown as Socket;
    },
    resume: () => ({
      ...(state.conversationId === undefined ? {} : { conversationId: state.conversationId }),
      ...(state.lastSeq < 0 ? {} : { lastSeq: state.lastSeq }),
    }),
    onEvent: (event) => {
      dispatch({ type: 'event', event });
      if (event.type === 'error') errors.push(event);
      if (event.type !== 'ready') return;
      readies.push(event);
      // As the widget does: a question without an end is asked again under its own id.
      for (const turn of state.turns.filter(isOpen))
        client.send({ type: 'ask', turnId: turn.turnId, text: turn.question });
    },
    onLink: (link) => {
      if (link === 'offline') offlineAt = fairNow();
      dispatch({ type: 'link', link });
    },
    setTimer: (run, delayMs) => {
      if (state.link === 'offline') waits.push(delayMs);
      return setTimeout(run, delayMs / haste);
    },
  });
  client.start();

  function until<T>(find: () => T | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        const found = find();
        if (found === undefined || found === false) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  }

  const turnOf = (turnId: string): Turn | undefined => state.turns.find((turn) => turn.turnId === turnId);
  return {
    client,
    readies,
    errors,
    sockets,
    /** For how many milliseconds the client set its timers while it was cut off; first of all, before it tried again. */
    waits,
    state: () => state,
    turn: turnOf,
    offlineAt: () => offlineAt,
    until,
    online: () => until(() => state.link === 'online'),
    /** Resolves once its newest connection has answered a ping, or is known to have ended. */
    async settled(): Promise<void> {
      const socket = sockets.at(-1);
      if (socket?.readyState !== WebSocket.OPEN) return;
      await new Promise<void>((resolve) => {
        socket.once('pong', () => resolve());
        socket.once('close', () => resolve());
        socket.ping();
      });
    },
    /** Asks, and returns at once. */
    ask(question: string, turnId = newId()): string {
      dispatch({ type: 'ask', turnId, question });
      client.send({ type: 'ask', turnId, text: question });
      return turnId;
    },
    cancel: (turnId: string) => client.send({ type: 'cancel', turnId }),
    /** The turn once it has ended, however. */
    ended: (turnId: string) =>
      until(() => {
        const turn = turnOf(turnId);
        return turn?.end && turn;
      }),
    close() {
      client.stop();
      for (const socket of sockets) socket.terminate();
    },
  };
}
