/** One presenter's socket: understands commands one after the other, and tells what happens. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { Opened, Tab } from '../../chat/conversation.ts';
import { AppError } from '../../errors.ts';
import {
  type Command,
  INSPECTOR_LIMITS,
  INSPECTOR_VERSION,
  type InspectorEvent,
  parseCommand,
} from '../../inspector/protocol.ts';
import { parseRecording, RECORDING_VERSION } from '../../inspector/record.ts';
import { CLOSE } from '../../protocol.ts';
import type { Desk } from './desk.ts';
import { experiment } from './experiment.ts';
import { createView } from './view.ts';

export type Log = Pick<Logger, 'info' | 'error'>;

/** Bytes queued for the page from which on it is told nothing new until it has read them. */
const MAX_BEHIND_BYTES = 1024 * 1024;
/** Commands that may wait for an earlier one, at most; a page never has as many. */
const MAX_WAITING = 32;

/** Takes over an open socket. @returns what ends the session. */
export function startSession(socket: WebSocket, desk: Desk, log: Log): () => void {
  const ended = new AbortController();
  /** The presenter's own conversation, from the first question on. */
  let own: { conversationId: string; label: string } | undefined;
  let turnId = '';
  let waiting = 0;
  let work: Promise<void> = Promise.resolve();

  const send = (event: InspectorEvent) => sendFrame(JSON.stringify(event));
  function sendFrame(frame: string): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > INSPECTOR_LIMITS.maxQueuedBytes) socket.close(CLOSE.slow, 'slow reader');
    else socket.send(frame);
  }

  const view = createView(desk, {
    own: () => own?.label,
    send,
    sendFrame,
    isBehind: () => socket.bufferedAmount > MAX_BEHIND_BYTES,
  });
  // Its events are followed through the hub, like anybody's.
  const tab: Tab = {
    opened: ({ conversationId }: Opened) => {
      own = { conversationId, label: desk.hub.labelOf(conversationId) };
    },
    deliver: () => {},
    forgotten: () => {
      own = undefined;
    },
  };

  async function ask(text: string, fresh: boolean): Promise<void> {
    if (own && fresh) {
      desk.conversations.leave(own.conversationId, tab);
      own = undefined;
    }
    if (!own) await desk.conversations.open({}, tab);
    if (!own) return;
    // The page learns which one is its own before it is told of it.
    view.tellConversations();
    await view.follow(own.label);
    turnId = randomUUID();
    await desk.conversations.ask(own.conversationId, turnId, text);
    view.tellConversations();
  }

  async function handle(command: Command): Promise<void> {
    switch (command.type) {
      case 'follow':
        return view.follow(command.conversation);
      case 'ask':
        return ask(command.text, command.fresh ?? false);
      case 'cancel':
        if (own) desk.conversations.cancel(own.conversationId, turnId);
        return;
      case 'experiment':
        return experiment(desk, command, send, ended.signal);
      case 'mode':
        return desk.setMode(command.mode);
      case 'save': {
        const turns = await view.turns(command.conversation);
        if (turns.length === 0)
          throw new AppError('not_found', 'Nothing is known of that conversation any more.');
        const { title } = command;
        const saved = await desk.recordings.save({
          crossroadsRecording: RECORDING_VERSION,
          title,
          recordedAt: Date.now(),
          turns,
        });
        return send({ type: 'recordings', recordings: await desk.recordings.list(), saved });
      }
      case 'open': {
        const { name } = command;
        return send({ type: 'recording', name, recording: await desk.recordings.open(name) });
      }
      case 'read': {
        const { name, text } = command;
        return send({ type: 'recording', name, recording: parseRecording(name, text) });
      }
      case 'check':
      case 'write': {
        const { name, source } = command;
        const written = command.type === 'write';
        try {
          if (written) await desk.writeTemplate(name, source);
          else desk.checkTemplate(name, source);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          return send({ type: 'template', name, problem: error.message, written: false });
        }
        send({ type: 'template', name, written });
        return written ? send({ type: 'templates', templates: desk.templates() }) : undefined;
      }
      case 'ping':
        return send({ type: 'pong' });
      default:
        throw new TypeError(`No such command: ${JSON.stringify(command satisfies never)}.`);
    }
  }

  /** The presenter runs this server, so errors are worded for an operator. */
  function refuse(error: unknown, command?: Command): void {
    const known = error instanceof AppError;
    if (!known) log.error({ err: error, command: command?.type }, 'inspector command failed');
    send({
      type: 'error',
      ...(command ? { command: command.type } : {}),
      ...(command?.type === 'experiment' ? { id: command.id } : {}),
      code: known ? error.code : 'internal',
      message: known ? error.message : 'That failed; the server log says why.',
    });
  }

  async function welcome(): Promise<void> {
    const [script, recordings] = await Promise.all([desk.script(), desk.recordings.list()]);
    const breaker = desk.breaker();
    send({
      type: 'welcome',
      version: INSPECTOR_VERSION,
      server: desk.facts(),
      mode: desk.mode(),
      ...(breaker ? { breaker } : {}),
      script,
      templates: desk.templates(),
      recordings,
      maxFileBytes: INSPECTOR_LIMITS.maxFileBytes,
      conversations: view.conversations(),
    });
  }

  view.begin();
  const stopTelling = desk.onChange(() => {
    const breaker = desk.breaker();
    send({ type: 'mode', mode: desk.mode() });
    if (breaker) send({ type: 'breaker', breaker });
  });
  work = welcome().catch((error: unknown) => refuse(error));

  socket.on('message', (data, isBinary) => {
    const parsed = isBinary
      ? ({ ok: false, message: 'Binary frames are not understood.' } as const)
      : parseCommand(data.toString());
    if (!parsed.ok) return refuse(new AppError('bad_request', parsed.message));
    const { command } = parsed;
    if (waiting >= MAX_WAITING) return refuse(new AppError('busy', 'Too many commands at once.'), command);
    waiting += 1;
    const run = () => handle(command).catch((error: unknown) => refuse(error, command));
    // An experiment takes as long as a model does; nothing else waits for it.
    const done = command.type === 'experiment' ? run() : work.then(run);
    if (command.type !== 'experiment') work = done;
    void done.finally(() => {
      waiting -= 1;
    });
  });
  const end = () => {
    ended.abort();
    stopTelling();
    view.end();
    if (own) desk.conversations.leave(own.conversationId, tab);
  };
  socket.on('close', end);
  return () => socket.close(CLOSE.restart, 'restarting');
}
