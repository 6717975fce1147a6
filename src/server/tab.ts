/** One visitor's socket: reads requests in order, sends events within bounds, and stays small while idle. */
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { type Conversations, type Opened, shortId, type Tab } from '../chat/conversation.ts';
import { AppError, toWireError } from '../errors.ts';
import type { Limits } from '../limits/limits.ts';
import { CLOSE, type Event, PROTOCOL_VERSION, parseRequest, type Request, WIRE_LIMITS } from '../protocol.ts';

/** What `ready` tells of the server at this moment. */
export type Greeting = Pick<Extract<Event, { type: 'ready' }>, 'answerer' | 'starters' | 'passages'>;

/** Shared by all tabs of a server, so that a tab holds one reference and no closures. */
export interface TabContext {
  conversations: Conversations;
  greeting: () => Greeting;
  limits: Pick<Limits, 'frames' | 'admission'>;
  log: Pick<Logger, 'debug' | 'error'>;
}

/** Frames in a row that cannot be read, after which the socket is closed. */
const MAX_UNREADABLE = 5;
/** Bytes queued from which on a reader is slow; its turn waits for it a while before the queue's limit is reached. */
const MAX_BEHIND_BYTES = WIRE_LIMITS.maxQueuedBytes / 4;
/** Requests waiting for an earlier one, after which the socket is not read until they are done. */
const MAX_WAITING = 16;

/** Frames in a row that are over the limit, after which the socket is closed. */
const MAX_REFUSED = 50;

/** A class because there may be ten thousand: methods on the prototype, one small object for each connection. */
export class SocketTab implements Tab {
  /** False from one heartbeat until anything is heard of the peer. */
  isHeard = true;
  /** False until a `hello` was understood. */
  isGreeted = false;
  #conversationId: string | undefined;
  #unreadable = 0;
  #refused = 0;
  #waiting: Request[] | undefined;
  readonly #socket: WebSocket;
  readonly #context: TabContext;
  /** By whose limits its frames are counted; see `VisitorOf`. */
  readonly visitor: string | undefined;

  constructor(socket: WebSocket, context: TabContext, visitor: string | undefined) {
    this.#socket = socket;
    this.#context = context;
    this.visitor = visitor;
  }

  /** Takes one frame from the browser. */
  receive(data: RawData, isBinary: boolean): void {
    this.isHeard = true;
    // With the default `binaryType` a frame is one Buffer.
    const parsed = isBinary
      ? ({ ok: false, message: 'Binary frames are not understood.' } as const)
      : parseRequest(data.toString());
    if (!parsed.ok) {
      this.#unreadableFrame(parsed.message);
      return;
    }
    this.#unreadable = 0;
    this.#enqueue(parsed.request);
  }

  opened({ snapshots, ...opened }: Opened): void {
    this.#conversationId = opened.conversationId;
    this.#send({ type: 'ready', ...opened, ...this.#context.greeting() });
    for (const snapshot of snapshots) this.#send(snapshot);
  }

  /** Sends one frame, unless the reader is so slow that its queue would pass the limit: then the socket closes. */
  deliver(frame: string): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return;
    const queued = socket.bufferedAmount;
    // Measured before sending, frame included: measured afterwards, one large frame would overshoot.
    if (queued > 0 && queued + Buffer.byteLength(frame) > WIRE_LIMITS.maxQueuedBytes) {
      this.close(CLOSE.slow, 'slow reader');
      return;
    }
    socket.send(frame);
  }

  isBehind(): boolean {
    return this.#socket.bufferedAmount > MAX_BEHIND_BYTES;
  }

  forgotten(): void {
    this.#conversationId = undefined;
    this.#send({ type: 'forgotten' });
  }

  /** @returns whether a turn of this tab's conversation runs. */
  isAnswering(): boolean {
    return this.#conversationId !== undefined && this.#context.conversations.isRunning(this.#conversationId);
  }

  /** Starts the closing handshake; what the conversation does is unaffected. */
  close(code: number, reason: string): void {
    this.#context.log.debug({ code, reason }, 'socket closing');
    this.#socket.close(code, reason);
    this.leave();
  }

  /** Cuts a peer that does not answer. */
  terminate(): void {
    this.#socket.terminate();
  }

  ping(): void {
    this.#socket.ping();
  }

  /** Stops watching the conversation. */
  leave(): void {
    if (this.#conversationId !== undefined) this.#context.conversations.leave(this.#conversationId, this);
    this.#conversationId = undefined;
  }

  /** One request at a time: an `ask` right behind its `hello` must find the conversation open. */
  #enqueue(request: Request): void {
    if (!this.#waiting) {
      this.#waiting = [request];
      void this.#work(this.#waiting);
      return;
    }
    this.#waiting.push(request);
    if (this.#waiting.length >= MAX_WAITING) this.#socket.pause();
  }

  async #work(waiting: Request[]): Promise<void> {
    for (let request = waiting[0]; request; request = waiting[0]) {
      try {
        await this.#count(request);
        await this.#handle(request);
      } catch (error) {
        this.#refuse(request, error);
      }
      waiting.shift();
    }
    this.#waiting = undefined;
    this.#socket.resume();
  }

  /** @throws AppError `rate_limited` */
  async #count(request: Request): Promise<void> {
    if (this.visitor === undefined) return;
    const who = { visitor: this.visitor, conversationId: this.#conversationId };
    const verdict = await this.#context.limits.frames.take(request.type, who);
    if (verdict.ok) {
      this.#refused = 0;
      return;
    }
    this.#refused += 1;
    if (this.#refused > MAX_REFUSED) this.close(CLOSE.limited, 'too many frames');
    const { retryAfterMs } = verdict;
    throw new AppError('rate_limited', 'Too many frames.', { retryable: true, retryAfterMs });
  }

  async #handle(request: Request): Promise<void> {
    const { conversations } = this.#context;
    if (request.type === 'ping') return this.#send({ type: 'pong' });
    if (request.type === 'hello') return this.#greet(request);
    if (!this.isGreeted) throw new AppError('bad_request', 'Say hello first.');
    // After a `forget` the tab is nowhere: what it asks next begins a conversation, and nothing is left to cancel.
    if (this.#conversationId === undefined && request.type !== 'ask') return;
    const conversationId = this.#conversationId ?? (await this.#enter({}));
    if (conversationId === undefined) return;
    switch (request.type) {
      case 'ask':
        return this.#ask(conversationId, request);
      case 'cancel':
        conversations.cancel(conversationId, request.turnId);
        return;
      case 'feedback': {
        const { turnId, rating, comment } = request;
        return conversations.feedback(conversationId, { turnId, rating, ...(comment ? { comment } : {}) });
      }
      case 'forget':
        return conversations.forget(conversationId);
      default:
        throw new TypeError(`No such request: ${request satisfies never}.`);
    }
  }

  async #ask(conversationId: string, request: Extract<Request, { type: 'ask' }>): Promise<void> {
    const { conversations, limits } = this.#context;
    const { turnId, text, replaces } = request;
    // A browser that comes back repeats what it has asked; that is no turn.
    if (conversations.knows(conversationId, turnId)) return;
    const leave = await limits.admission.enter(this.visitor);
    let isStarted = false;
    try {
      isStarted = await conversations.ask(conversationId, turnId, text, {
        replaces,
        visitor: this.visitor,
        ended: leave,
      });
    } finally {
      if (!isStarted) leave();
    }
  }

  async #greet(request: Extract<Request, { type: 'hello' }>): Promise<void> {
    if (request.protocolVersion !== PROTOCOL_VERSION) {
      this.close(CLOSE.version, `this server speaks version ${PROTOCOL_VERSION}`);
      return;
    }
    this.isGreeted = true;
    this.leave();
    const { conversationId, lastSeq } = request;
    await this.#enter({
      ...(conversationId === undefined ? {} : { conversationId }),
      ...(lastSeq === undefined ? {} : { lastSeq }),
    });
  }

  /** @returns the conversation entered, or nothing when the socket closed meanwhile. */
  async #enter(where: { conversationId?: string; lastSeq?: number }): Promise<string | undefined> {
    await this.#context.conversations.open(where, this);
    if (this.#socket.readyState !== this.#socket.OPEN) this.leave();
    return this.#conversationId;
  }

  #unreadableFrame(message: string): void {
    this.#unreadable += 1;
    if (this.#unreadable > MAX_UNREADABLE) this.close(CLOSE.abuse, 'too many unreadable frames');
    else this.#send({ type: 'error', ...toWireError(new AppError('bad_request', message)) });
  }

  #refuse(request: Request, error: unknown): void {
    if (!(error instanceof AppError) || error.code === 'internal') {
      const conversation = this.#conversationId === undefined ? undefined : shortId(this.#conversationId);
      this.#context.log.error({ err: error, request: request.type, conversation }, 'request failed');
    }
    const { retryable: _retryable, ...wire } = toWireError(error);
    this.#send({ type: 'error', ...wire, ...('turnId' in request ? { turnId: request.turnId } : {}) });
  }

  #send(event: Event): void {
    this.deliver(JSON.stringify(event));
  }
}
