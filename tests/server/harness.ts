/** A real server on a free port with a scripted turn, and clients that speak the wire over real sockets. */
import { pino } from 'pino';
import { type ClientOptions, WebSocket } from 'ws';
import { createConversations } from '../../src/chat/conversation.ts';
import type { RunTurn, TurnInput } from '../../src/chat/turn.ts';
import type { PastTurn } from '../../src/domain.ts';
import { createLimits, type LimitsOptions } from '../../src/limits/limits.ts';
import type { SharedTurns } from '../../src/live/shared-turns.ts';
import { type Event, PROTOCOL_VERSION, type TurnEvent } from '../../src/protocol.ts';
import { createChatServer } from '../../src/server/server.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import type { ConversationStore } from '../../src/store/store.ts';

export const silentLog = pino({ level: 'silent' });

/** What later turns see of a scripted turn. */
export function pastOf({ turnId, question }: TurnInput, answer: string): PastTurn {
  return {
    turnId,
    question,
    answer,
    answerer: 'rules',
    outcome: 'answered',
    citations: [],
    standaloneQuery: question,
  };
}

export function completed(turnId: string): Extract<TurnEvent, { type: 'turn.completed' }> {
  const grounding = { score: 1, unsupported: [] };
  return {
    type: 'turn.completed',
    turnId,
    answerer: 'rules',
    outcome: 'answered',
    finishReason: 'stop',
    followUps: [],
    grounding,
  };
}

/** A turn that answers word by word; `step` decides when the next word may come. */
export function wordTurn(words: string[], step: (index: number) => Promise<void> = async () => {}): RunTurn {
  return async function* (input, { signal }) {
    const { turnId, question } = input;
    yield { type: 'turn.started', turnId, question };
    const stopped = aborted(signal);
    let answer = '';
    for (const [index, word] of words.entries()) {
      await Promise.race([step(index), stopped]);
      if (signal.aborted) {
        yield { type: 'turn.cancelled', turnId };
        return pastOf(input, answer);
      }
      answer += word;
      yield { type: 'answer.delta', turnId, text: word };
    }
    yield completed(turnId);
    return pastOf(input, answer);
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** The same turn, keeping the ids of all that started. */
export function counted(runTurn: RunTurn) {
  const started: string[] = [];
  const counting: RunTurn = (input, options) => {
    started.push(input.turnId);
    return runTurn(input, options);
  };
  return { started, runTurn: counting };
}

/** Lets a scripted turn go on one step at a time. */
export function createGate() {
  let open = 0;
  let wake: (() => void) | undefined;
  return {
    pass: async (index: number): Promise<void> => {
      while (index >= open)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    },
    /** Lets `count` more steps through. */
    release(count: number): void {
      open += count;
      wake?.();
    },
  };
}

export interface HarnessOptions {
  runTurn?: RunTurn;
  allowedOrigins?: string[];
  allowMissingOrigin?: boolean;
  webDir?: string;
  store?: ConversationStore;
  shared?: SharedTurns;
  shutdownTimeoutMs?: number;
  /** What differs from a server that limits nobody on this machine. */
  limits?: Partial<LimitsOptions>;
}

const GENEROUS: LimitsOptions = {
  trustedProxyHops: 0,
  unlimitedAddresses: ['127.0.0.0/8'],
  connectionsPerAddress: 1000,
  upgradesPerMinute: 1000,
  turnsPerMinute: 1000,
  turnsAtOncePerAddress: 1000,
  maxConnections: 1000,
  maxTurns: 1000,
};

export async function startHarness(options: HarnessOptions = {}) {
  let clockMs = 0;
  let tick: () => void = () => {};
  const { runTurn = wordTurn(['Hello ', 'there.']), store = createMemoryStore() } = options;
  const conversations = createConversations({
    runTurn,
    store,
    log: silentLog,
    ...(options.shared ? { shared: options.shared } : {}),
  });
  const server = createChatServer({
    host: '127.0.0.1',
    port: 0,
    webDir: options.webDir ?? '/nowhere',
    conversations,
    greeting: () => ({ answerer: 'rules', starters: ['Hi?'], passages: 3 }),
    allowedOrigins: options.allowedOrigins ?? [],
    allowMissingOrigin: options.allowMissingOrigin ?? true,
    limits: createLimits({ ...GENEROUS, ...options.limits }),
    shutdownTimeoutMs: options.shutdownTimeoutMs ?? 1000,
    log: silentLog,
    now: () => clockMs,
    every: (_everyMs, run) => {
      tick = run;
      return () => {};
    },
  });
  const { url, port } = await server.listen();

  return {
    url,
    port,
    conversations,
    store,
    connectionCount: server.connectionCount,
    /** Lets the server's clock go on, one heartbeat tick a second. */
    advance(ms: number): void {
      for (let passed = 0; passed < ms; passed += 1000) {
        clockMs += 1000;
        tick();
      }
    },
    connect: (clientOptions?: ClientOptions) => connect(`ws://127.0.0.1:${port}/ws`, clientOptions),
    close: server.close,
  };
}

export type Harness = Awaited<ReturnType<typeof startHarness>>;
export type Client = Awaited<ReturnType<typeof connect>>;

/** A client that keeps all it receives. @throws when the upgrade is refused, with the status in the message. */
export async function connect(url: string, options: ClientOptions = {}) {
  const socket = new WebSocket(url, options);
  const events: Event[] = [];
  const closed = new Promise<{ code: number }>((resolve) =>
    socket.once('close', (code) => resolve({ code })),
  );
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    events.push(JSON.parse(data.toString()) as Event);
    for (const check of waiting) check();
  });
  socket.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (_request, response) =>
      reject(new Error(`refused ${response.statusCode}`)),
    );
    socket.once('error', reject);
  });

  /** Resolves with the first event that matches, among those received and those to come. */
  function event<T extends Event['type']>(
    type: T,
    matches: (event: Extract<Event, { type: T }>) => boolean = () => true,
  ) {
    return new Promise<Extract<Event, { type: T }>>((resolve, reject) => {
      const check = () => {
        const found = events.find(
          (e): e is Extract<Event, { type: T }> => e.type === type && matches(e as never),
        );
        if (!found) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
      void closed.then(({ code }) => reject(new Error(`closed ${code} before ${type}`)));
    });
  }

  const send = (request: unknown) =>
    socket.send(typeof request === 'string' ? request : JSON.stringify(request));
  return {
    socket,
    events,
    closed,
    event,
    send,
    /** The answer's text as its deltas spell it. */
    text: () => events.map((e) => (e.type === 'answer.delta' ? e.text : '')).join(''),
    lastSeq: () => events.reduce((last, e) => ('seq' in e ? Math.max(last, e.seq) : last), 0),
    async hello(where: { conversationId?: string; lastSeq?: number } = {}) {
      send({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ...where });
      return event('ready');
    },
  };
}
