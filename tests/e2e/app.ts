/** The whole server as `npm start` composes it, on a free port, and visitors on real sockets. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { type Client, connect } from '../server/harness.ts';
import { fairNow } from '../support/clock.ts';

type End = Extract<Client['events'][number], { type: 'turn.completed' | 'turn.failed' | 'turn.cancelled' }>;

function isEnd(event: Client['events'][number]): event is End {
  return ['turn.completed', 'turn.failed', 'turn.cancelled'].includes(event.type);
}

export interface Asked {
  /** Milliseconds from sending the question to receiving its first words, as {@link fairNow} counts. */
  firstDeltaMs: number;
  /** Milliseconds of processor time that this process, server and visitor, spent meanwhile. */
  firstDeltaCpuMs: number;
  end: End;
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
  const logged: { msg: string; level: number; err?: { message?: string } }[] = [];
  const waiting = new Set<() => void>();
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged.push(JSON.parse(String(chunk)) as (typeof logged)[number]);
      for (const check of waiting) check();
      done();
    },
  });
  const config = loadConfig({ PORT: '0', SHUTDOWN_TIMEOUT_MS: '100', STORE_PATH: ':memory:', ...env });
  const app = await createApp(config, { log: pino(sink) });
  const { url, metricsPort } = await app.listen();
  stopWith(() => app.close());

  return {
    url,
    /** Stops it before the test ends; it may be stopped twice. */
    close: () => app.close(),
    /** Of `/metrics`, where METRICS_PORT is set. */
    metricsPort,
    /** Path of the inspector, with a token that is good now. */
    inspectorLink: () => app.inspectorLink?.(),
    get passages() {
      return app.passages;
    },
    /** What the newest error in the log says to the operator. */
    lastError: () => logged.findLast(({ err }) => err)?.err?.message,
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
        ask(text: string): Promise<Asked> {
          const turnId = `turn-${String(++turns).padStart(5, '0')}`;
          const from = fairNow();
          const cpuFrom = process.cpuUsage();
          const asked: Omit<Asked, 'end'> = {
            firstDeltaMs: Number.NaN,
            firstDeltaCpuMs: Number.NaN,
            events: [],
            text: '',
            citations: [],
          };
          return new Promise((resolve, reject) => {
            const listen = (data: unknown) => {
              const event = JSON.parse(String(data)) as Client['events'][number];
              if (!('turnId' in event) || event.turnId !== turnId) return;
              asked.events.push(event);
              if (event.type === 'answer.delta') {
                if (asked.text === '') {
                  const { user, system } = process.cpuUsage(cpuFrom);
                  asked.firstDeltaCpuMs = (user + system) / 1000;
                  asked.firstDeltaMs = fairNow() - from;
                }
                asked.text += event.text;
              } else if (event.type === 'answer.citation') {
                asked.citations.push(event);
              } else if (event.type === 'error') {
                reject(new Error(`${event.code}: ${event.message}`));
              } else if (isEnd(event)) {
                client.socket.off('message', listen);
                resolve({ ...asked, end: event });
              }
            };
            client.socket.on('message', listen);
            client.send({ type: 'ask', turnId, text });
            void client.closed.then(({ code }) => reject(new Error(`closed ${code} before the end`)));
          });
        },
      };
    },
  };
}

export type RunningApp = Awaited<ReturnType<typeof startApp>>;
