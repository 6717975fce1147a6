/** The whole server as `npm start` composes it, on a free port, and visitors on real sockets. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { type Client, connect } from '../server/harness.ts';

export interface Asked {
  /** Milliseconds from sending the question to receiving its first words. */
  firstDeltaMs: number;
  end: Client['events'][number] & { type: 'turn.completed' | 'turn.failed' | 'turn.cancelled' };
  /** All events of the turn, in order. */
  events: Client['events'];
  text: string;
  citations: Extract<Client['events'][number], { type: 'answer.citation' }>[];
}

/** Starts the app with these variables and no others; it stops when the test ends, unless `stopWith` is given. */
export async function startApp(
  env: Record<string, string> = {},
  stopWith: (stop: () => Promise<void>) => void = onTestFinished,
) {
  const logged: { msg: string; level: number }[] = [];
  const waiting = new Set<() => void>();
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged.push(JSON.parse(String(chunk)) as (typeof logged)[number]);
      for (const check of waiting) check();
      done();
    },
  });
  const config = loadConfig({ PORT: '0', SHUTDOWN_TIMEOUT_MS: '100', ...env });
  const app = await createApp(config, { log: pino(sink) });
  const { url } = await app.listen();
  stopWith(() => app.close());

  return {
    url,
    get passages() {
      return app.passages;
    },
    /** Resolves once the log says it, from now on. */
    logs(message: string): Promise<void> {
      const seen = logged.length;
      return new Promise((resolve) => {
        const check = () => {
          if (!logged.slice(seen).some(({ msg }) => msg === message)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
      });
    },
    /** Opens the chat as this server's page does, in a new conversation or an earlier one. */
    async visit(where: { conversationId?: string } = {}) {
      const client = await connect(`${url.replace('http', 'ws')}/ws`, { origin: url });
      const ready = await client.hello(where);
      let turns = 0;
      return {
        client,
        ready,
        /** Asks and waits for the end of the turn. */
        async ask(text: string): Promise<Asked> {
          const turnId = `turn-${String(++turns).padStart(5, '0')}`;
          const from = performance.now();
          let firstDeltaMs = Number.NaN;
          const note = (data: unknown) => {
            if (!String(data).includes('"answer.delta"')) return;
            firstDeltaMs = performance.now() - from;
            client.socket.off('message', note);
          };
          client.socket.on('message', note);
          client.send({ type: 'ask', turnId, text });
          const isOurs = (event: { turnId: string }) => event.turnId === turnId;
          const end = await Promise.race([
            client.event('turn.completed', isOurs),
            client.event('turn.failed', isOurs),
          ]);
          const events = client.events.filter((event) => 'turnId' in event && event.turnId === turnId);
          return {
            firstDeltaMs,
            end,
            events,
            text: events.map((event) => (event.type === 'answer.delta' ? event.text : '')).join(''),
            citations: events.filter((event) => event.type === 'answer.citation'),
          };
        },
      };
    },
  };
}

export type RunningApp = Awaited<ReturnType<typeof startApp>>;
