/** One presenter's socket: understands commands one after the other, and tells what happens. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { Opened, Tab } from '../../chat/conversation.ts';
import { AppError } from '../../errors.ts';
import type { Follower } from '../../inspector/hub.ts';
import { maskEntry, withoutPersonalData } from '../../inspector/privacy.ts';
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

export type Log = Pick<Logger, 'info' | 'error'>;

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

  function send(event: InspectorEvent): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > INSPECTOR_LIMITS.maxQueuedBytes) socket.close(CLOSE.slow, 'slow reader');
    else socket.send(JSON.stringify(event));
  }

  /** A stranger's words are shown to a room without what may say who she is; the presenter's own as they are. */
  const turnsOf = (label: string) =>
    desk.hub.turns(label).map((turn) => (label === own?.label ? turn : withoutPersonalData(turn, desk.mask)));
  const conversations = () =>
    desk.hub
      .conversations()
      .map((info) => (info.label === own?.label ? info : { ...info, question: desk.mask(info.question) }));
  const tellConversations = () =>
    send({
      type: 'conversations',
      conversations: conversations(),
      ...(own ? { own: own.label } : {}),
    });
  const follower: Follower = {
    changed: tellConversations,
    happened: (conversation, turn, index, entry) =>
      send({
        type: 'entry',
        conversation,
        turnId: turn,
        index,
        entry: conversation === own?.label ? entry : maskEntry(entry, desk.mask),
      }),
  };
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

  function follow(label: string): void {
    desk.hub.follow(follower, label);
    send({ type: 'history', conversation: label, turns: turnsOf(label) });
  }

  async function ask(text: string, fresh: boolean): Promise<void> {
    if (own && fresh) {
      desk.conversations.leave(own.conversationId, tab);
      own = undefined;
    }
    if (!own) await desk.conversations.open({}, tab);
    if (!own) return;
    follow(own.label);
    turnId = randomUUID();
    await desk.conversations.ask(own.conversationId, turnId, text);
    tellConversations();
  }

  async function handle(command: Command): Promise<void> {
    switch (command.type) {
      case 'follow':
        return follow(command.conversation);
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
        const turns = turnsOf(command.conversation);
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
      conversations: conversations(),
    });
  }

  desk.hub.follow(follower);
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
    desk.hub.leave(follower);
    if (own) desk.conversations.leave(own.conversationId, tab);
  };
  socket.on('close', end);
  return () => socket.close(CLOSE.restart, 'restarting');
}
