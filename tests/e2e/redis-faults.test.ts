import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createRedisStore } from '../../src/store/redis.ts';
import { startServer } from '../chaos/process.ts';
import { connectRedis, noRedis, startRedis } from '../support/redis.ts';
import { startApp } from './app.ts';

const QUESTION = 'What does an AI engineer do all day?';

async function redisOf(options: string[] = []) {
  const redis = await startRedis(options);
  onTestFinished(redis.stop);
  return redis;
}

async function statusOf(url: string): Promise<{ status: string; parts: Record<string, string> }> {
  return (await (await fetch(`${url}/healthz`)).json()) as never;
}

/** Passes everything on, to the server after a delay that may be changed. */
async function startSlowProxy(port: number) {
  let delayMs = 0;
  const proxy = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    client.on('data', (chunk) => setTimeout(() => server.write(chunk), delayMs));
    server.on('data', (chunk) => client.write(chunk));
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  return {
    url: `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    delay: (ms: number) => {
      delayMs = ms;
    },
  };
}

describe.skipIf(noRedis)('Redis that fails in the middle of a chat:', () => {
  test.each([
    ['frozen', (redis: Awaited<ReturnType<typeof redisOf>>) => redis.freeze()],
    ['killed', (redis: Awaited<ReturnType<typeof redisOf>>) => redis.kill()],
    ['slow by two seconds', undefined],
  ])(
    '%s: the chat goes on from memory within a second, health says so, and all is made up for',
    async (_, fail) => {
      const redis = await redisOf();
      const proxy = await startSlowProxy(redis.port);
      const app = await startApp({ REDIS_URL: proxy.url });
      const visitor = await app.visit();
      await visitor.ask(QUESTION);
      // A machine that is busy may be late once, before anything fails.
      await expect
        .poll(() => statusOf(app.url))
        .toMatchObject({ status: 'ok', parts: { redis: 'ok', store: 'ok' } });

      if (fail) await fail(redis);
      else proxy.delay(2000);
      const asked = await visitor.ask('Do I need a PhD?');
      expect(asked.end.type).toBe('turn.completed');
      expect(asked.firstDeltaMs).toBeLessThan(1500);
      expect((await visitor.ask('What is RAG?')).end.type).toBe('turn.completed');
      expect(await statusOf(app.url)).toMatchObject({ status: 'degraded', parts: { redis: 'degraded' } });

      redis.thaw();
      proxy.delay(0);
      if (fail && (await statusOf(app.url)).parts.redis !== 'ok') await redis.restart().catch(() => {});
      await expect.poll(async () => (await statusOf(app.url)).status).toBe('ok');
      const link = await connectRedis(redis, 'crossroads');
      onTestFinished(link.close);
      const turns = await createRedisStore(link, { keepMs: 1000 }).turns(visitor.ready.conversationId);
      expect(turns.map(({ snapshot }) => snapshot.question)).toContain('What is RAG?');
      expect((await visitor.ask('And an ML engineer?')).end.type).toBe('turn.completed');
    },
    60_000,
  );
});

test.skipIf(noRedis)(
  'a wrong password: the server starts, says what to do, and the password to nobody',
  async () => {
    const redis = await redisOf(['--requirepass', 'the-right-one']);
    const url = redis.url.replace('//', '//:not-it-c0ffee@');
    const server = await startServer({ REDIS_URL: url });
    expect(await server.health()).toMatchObject({ status: 200, body: { status: 'degraded' } });
    const { body } = await server.health();
    const said = server.said.out + server.said.err + JSON.stringify(body);
    expect(said).toContain('refuses the user or the password: correct REDIS_URL');
    expect(said).not.toMatch(/c0ffee|the-right-one/);
    await server.kill();
  },
);

test.skipIf(noRedis)(
  'a user and password of its own, and only the keys that begin with the prefix',
  async () => {
    const rule = 'user chat on >a-pass-w0rd ~ours:* &ours:* +@all -@admin -@dangerous +info';
    const redis = await redisOf(['--user', ...rule.split(' ').slice(1)]);
    const app = await startApp({
      REDIS_URL: redis.url.replace('//', '//chat:a-pass-w0rd@'),
      REDIS_PREFIX: 'ours',
    });
    expect((await (await app.visit()).ask(QUESTION)).end.type).toBe('turn.completed');
    expect(await statusOf(app.url)).toMatchObject({ status: 'ok', parts: { redis: 'ok', store: 'ok' } });
  },
);
