import { beforeEach, describe, expect, it } from 'vitest';
import { CLOSE, type Event, PROTOCOL_VERSION, type Request } from '../../src/protocol.ts';
import { CLIENT_PROTOCOL, type Client, createClient, type Socket } from '../../web/widget/client.ts';
import type { Link } from '../../web/widget/state.ts';

const READY: Event = {
  type: 'ready',
  conversationId: 'conversation-1',
  answerer: 'rules',
  starters: [],
  passages: 1,
  recovered: true,
};

class FakeSocket implements Socket {
  readyState = 0;
  sent: Request[] = [];
  closed = false;
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;

  send(data: string): void {
    this.sent.push(JSON.parse(data));
  }
  close(): void {
    this.closed = true;
  }
  opens(): void {
    this.readyState = 1;
    this.onopen?.(undefined as never);
  }
  says(data: unknown): void {
    this.onmessage?.({ data: typeof data === 'string' ? data : JSON.stringify(data) });
  }
  ends(code: number): void {
    this.onclose?.({ code });
  }
}

/** A clock that moves only when told. */
function createClock() {
  let now = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  let ids = 0;
  return {
    set(run: () => void, delayMs: number): unknown {
      ids += 1;
      timers.set(ids, { at: now + delayMs, run });
      return ids;
    },
    clear: (id: unknown) => void timers.delete(id as number),
    /** Milliseconds until the next timer; undefined when none is set. */
    next: () => (timers.size === 0 ? undefined : Math.min(...[...timers.values()].map(({ at }) => at)) - now),
    advance(ms: number) {
      const end = now + ms;
      for (;;) {
        const due = [...timers].filter(([, timer]) => timer.at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        timers.delete(due[0]);
        now = due[1].at;
        due[1].run();
      }
      now = end;
    },
  };
}

let clock: ReturnType<typeof createClock>;
let sockets: FakeSocket[];
let events: Event[];
let links: Link[];
let client: Client;
let refuse: boolean;

beforeEach(() => {
  clock = createClock();
  sockets = [];
  events = [];
  links = [];
  refuse = false;
  client = createClient({
    connect: () => {
      if (refuse) throw new Error('no sockets here');
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    resume: () => ({ conversationId: 'conversation-1', lastSeq: 7 }),
    onEvent: (event) => void events.push(event),
    onLink: (link) => void links.push(link),
    setTimer: clock.set,
    clearTimer: clock.clear,
    random: () => 1,
  });
  client.start();
});

const socket = () => sockets.at(-1) as FakeSocket;
const becomeReady = () => {
  socket().opens();
  socket().says(READY);
};

describe('client', () => {
  it('speaks the version of the wire', () => {
    expect(CLIENT_PROTOCOL).toBe(PROTOCOL_VERSION);
  });

  it('says hello first, with the conversation and the last event seen', () => {
    socket().opens();
    expect(socket().sent).toEqual([
      { type: 'hello', protocolVersion: 1, conversationId: 'conversation-1', lastSeq: 7 },
    ]);
  });

  it('refuses to send before the server is ready', () => {
    socket().opens();
    expect(client.send({ type: 'forget' })).toBe(false);
    socket().says(READY);
    expect(client.send({ type: 'forget' })).toBe(true);
    expect(socket().sent.at(-1)).toEqual({ type: 'forget' });
  });

  it('passes events on and ignores frames that are none', () => {
    becomeReady();
    for (const frame of ['not json', '[]', 'null', '{"kind":"x"}']) socket().says(frame);
    socket().onmessage?.({ data: new ArrayBuffer(2) });
    expect(events).toEqual([READY]);
  });

  it('asks whether a silent server is there, and believes any frame', () => {
    becomeReady();
    clock.advance(19_000);
    expect(socket().sent.at(-1)).toEqual({ type: 'ping' });
    socket().says({ type: 'pong' });
    clock.advance(15_000);
    expect(sockets).toHaveLength(1);
  });

  it('asks nothing of a server that is heard', () => {
    becomeReady();
    for (let second = 0; second < 60; second += 5) {
      socket().says({ type: 'pong' });
      clock.advance(5000);
    }
    expect(socket().sent).toHaveLength(1);
  });

  it.each([0, 1, 5000, 9999])(
    'gives up a link within 30 s of its last frame, %i ms after ready, not waiting for its close',
    (ms) => {
      becomeReady();
      clock.advance(ms);
      socket().says({ type: 'pong' });
      const dead = socket();
      clock.advance(30_000);
      expect(links).toEqual(['offline']);
      expect(dead.closed).toBe(true);
    },
  );

  it('hears nothing more from a link it gave up', () => {
    becomeReady();
    const dead = socket();
    clock.advance(30_000);
    expect(dead.onmessage).toBeNull();
    expect(dead.onclose).toBeNull();
  });

  it('gives up a connection that never becomes ready', () => {
    clock.advance(10_000);
    expect(links).toEqual(['offline']);
  });

  it('waits longer after each failure, up to a cap', () => {
    const waits: (number | undefined)[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      socket().ends(1006);
      waits.push(clock.next());
      clock.advance(clock.next() ?? 0);
    }
    expect(waits).toEqual([1600, 3200, 6400, 12_800, 15_000, 15_000, 15_000, 15_000]);
  });

  it('starts over with short waits once it was ready', () => {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      socket().ends(1006);
      clock.advance(clock.next() ?? 0);
    }
    becomeReady();
    socket().ends(1006);
    expect(clock.next()).toBe(1600);
  });

  it('tries again when the browser refuses a socket outright', () => {
    refuse = true;
    socket().ends(1006);
    clock.advance(1600);
    expect(clock.next()).toBe(3200);
  });

  it.each([CLOSE.restart, CLOSE.helloTimeout, CLOSE.slow, 1006, 1001])(
    'comes back after close code %i',
    (code) => {
      becomeReady();
      socket().ends(code);
      clock.advance(15_000);
      expect(sockets.length).toBeGreaterThan(1);
    },
  );

  it.each([CLOSE.abuse, CLOSE.version])('stays away after close code %i', (code) => {
    becomeReady();
    socket().ends(code);
    clock.advance(600_000);
    client.wake();
    expect(links).toEqual(['closed']);
    expect(sockets).toHaveLength(1);
  });

  it('tries at once when woken while waiting', () => {
    socket().ends(1006);
    client.wake();
    expect(sockets).toHaveLength(2);
  });

  it('probes at once when woken while connected', () => {
    becomeReady();
    client.wake();
    expect(socket().sent.at(-1)).toEqual({ type: 'ping' });
  });

  it('leaves no timer and no socket behind when stopped', () => {
    becomeReady();
    client.stop();
    expect(clock.next()).toBeUndefined();
    expect(socket().closed).toBe(true);
  });
});
