/** A presenter on a real socket: through the link, with the cookie, and with all that the server tells her. */
import { WebSocket } from 'ws';
import type { Command, InspectorEvent, TurnRecord } from '../../src/inspector/protocol.ts';
import type { Span, Stage } from '../../src/trace.ts';

type Waiting = { matches: (event: InspectorEvent) => boolean; resolve: (event: InspectorEvent) => void };

/** Exchanges the link for a cookie. @throws when the link is refused. */
export async function cookieOf(url: string, link: string | undefined): Promise<string> {
  const response = await fetch(`${url}${link}`);
  const [cookie] = response.headers.getSetCookie();
  if (!cookie) throw new Error(`refused ${response.status}`);
  return cookie.split(';')[0] ?? '';
}

/** Opens the inspector's socket. @throws when the upgrade is refused, with the status in the message. */
export async function present(app: { url: string; inspectorLink(): string | undefined }) {
  const cookie = await cookieOf(app.url, app.inspectorLink());
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/inspector/ws`, {
    origin: app.url,
    headers: { cookie },
  });
  const events: InspectorEvent[] = [];
  const waiting = new Set<Waiting>();
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (data) => {
    const event = JSON.parse(String(data)) as InspectorEvent;
    events.push(event);
    for (const each of waiting) {
      if (!each.matches(event)) continue;
      waiting.delete(each);
      each.resolve(event);
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (_request, { statusCode }) =>
      reject(new Error(`refused ${statusCode}`)),
    );
  });

  /** The next event of that type that matches, from now on; or, with `past`, one that has come already. */
  function next<T extends InspectorEvent['type']>(
    type: T,
    matches: (event: Extract<InspectorEvent, { type: T }>) => boolean = () => true,
  ): Promise<Extract<InspectorEvent, { type: T }>> {
    return new Promise((resolve, reject) => {
      waiting.add({
        matches: (event) => event.type === type && matches(event as never),
        resolve: resolve as (event: InspectorEvent) => void,
      });
      void closed.then((code) => reject(new Error(`closed ${code} before ${type}`)));
    });
  }
  const send = (command: Command | Record<string, unknown> | string) =>
    socket.send(typeof command === 'string' ? command : JSON.stringify(command));
  const welcome = await (events.find((event) => event.type === 'welcome') ?? next('welcome'));

  return {
    socket,
    cookie,
    events,
    closed,
    next,
    send,
    welcome: welcome as Extract<InspectorEvent, { type: 'welcome' }>,
    /** Sends, and waits for what answers. */
    async request<T extends InspectorEvent['type']>(command: Command | Record<string, unknown>, type: T) {
      const answer = next(type);
      send(command);
      return answer;
    },
    /** Asks in the presenter's own conversation, and waits for the end of the turn. */
    async ask(text: string, fresh = false): Promise<{ label: string; turn: TurnRecord }> {
      const told = next('conversations', ({ own, conversations }) =>
        conversations.some((each) => each.label === own && each.question === text && !each.isRunning),
      );
      send({ type: 'ask', text, fresh });
      const { own = '' } = await told;
      const history = next('history');
      send({ type: 'follow', conversation: own });
      const turn = (await history).turns.at(-1);
      if (!turn) throw new Error('the conversation has no turn');
      return { label: own, turn };
    },
  };
}

export type Presenter = Awaited<ReturnType<typeof present>>;

/** The spans of a turn with that name. */
export function spansOf<S extends Stage>(turn: TurnRecord, stage: S): Extract<Span, { stage: S }>[] {
  return turn.entries.flatMap((entry) =>
    'span' in entry && entry.span.stage === stage ? [entry.span as Extract<Span, { stage: S }>] : [],
  );
}

/** The only span of that name. */
export function spanOf<S extends Stage>(turn: TurnRecord, stage: S): Extract<Span, { stage: S }> {
  const [span, ...more] = spansOf(turn, stage);
  if (!span || more.length > 0) throw new Error(`${more.length + (span ? 1 : 0)} spans "${stage}"`);
  return span;
}
