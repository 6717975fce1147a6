/** Redis as operators really set it up: rights that lack, memory that runs out, keys that others write. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectRedis, noRedis, startRedis } from '../support/redis.ts';
import { startApp } from './app.ts';

const QUESTION = 'What does an AI engineer do all day?';

async function redisOf(options: string[] = []) {
  const redis = await startRedis(options);
  onTestFinished(redis.stop);
  return redis;
}

const partsOf = async (url: string) =>
  ((await (await fetch(`${url}/healthz`)).json()) as { parts: Record<string, string> }).parts;

/** Asks in a new chat. @returns how the turn ended. */
async function ask(app: Awaited<ReturnType<typeof startApp>>, question = QUESTION) {
  const visitor = await app.visit();
  const { end } = await visitor.ask(question);
  return { visitor, end: end.type };
}

describe.skipIf(noRedis)('a Redis', () => {
  test('that is restarted again and again loses no question, and the server heals after each', async () => {
    const redis = await redisOf(['--appendonly', 'yes', '--appendfsync', 'always']);
    const app = await startApp({ REDIS_URL: redis.url });
    const visitor = await app.visit();
    const questions = ['What is RAG?', 'Do I need a PhD?', 'What does an ML engineer do?'];
    for (const question of questions) {
      await redis.kill();
      expect((await visitor.ask(question)).end.type).toBe('turn.completed');
      await redis.restart();
      await expect.poll(async () => (await partsOf(app.url)).redis).toBe('ok');
    }
    await expect.poll(async () => (await partsOf(app.url)).store).toBe('ok');
    // Another server knows them all.
    const other = await startApp({ REDIS_URL: redis.url });
    const { client } = await other.visit({ conversationId: visitor.ready.conversationId });
    await expect
      .poll(() => client.events.flatMap((event) => (event.type === 'turn.snapshot' ? [event.question] : [])))
      .toEqual(questions);
  });

  test.each([
    ['may not touch our keys', '~theirs:* &* +@all'],
    ['may not use our channels', '~* resetchannels +@all'],
    ['may run no scripts', '~* &* +@all -@scripting'],
  ])('whose user %s leaves the chat going, and shows', async (_name, rule) => {
    const user = ['--user', 'chat', 'on', '>a-pass-w0rd', ...rule.split(' ')];
    const redis = await redisOf(user);
    const app = await startApp({ REDIS_URL: redis.url.replace('//', '//chat:a-pass-w0rd@') });
    expect((await ask(app)).end).toBe('turn.completed');
    await expect.poll(async () => (await partsOf(app.url)).redis, { interval: 5 }).toBe('degraded');
    expect((await ask(app)).end).toBe('turn.completed');
  });

  test('that evicts keys in the middle of a chat is made up for', async () => {
    const redis = await redisOf();
    const app = await startApp({ REDIS_URL: redis.url });
    const { visitor } = await ask(app);
    const link = await connectRedis(redis, 'crossroads');
    onTestFinished(link.close);
    await link.run((client) => client.flushall());
    expect((await visitor.ask('and an ML engineer?')).end.type).toBe('turn.completed');
    expect(await partsOf(app.url)).toMatchObject({ redis: 'ok', store: 'ok' });
  });

  test('that is full goes on being asked for nothing, and says so', async () => {
    const redis = await redisOf();
    const app = await startApp({ REDIS_URL: redis.url });
    const { visitor } = await ask(app);
    const link = await connectRedis(redis, 'crossroads');
    onTestFinished(link.close);
    await link.run((client) => client.config('SET', 'maxmemory', '1mb'));
    expect((await visitor.ask('and an ML engineer?')).end.type).toBe('turn.completed');
    await expect.poll(async () => (await partsOf(app.url)).redis).toBe('degraded');
    await link.run((client) => client.config('SET', 'maxmemory', '0')).catch(() => {});
    const again = await connectRedis(redis, 'crossroads');
    onTestFinished(again.close);
    await again.run((client) => client.config('SET', 'maxmemory', '0'));
    await expect.poll(async () => (await partsOf(app.url)).redis).toBe('ok');
  });

  test('in which something else wrote our keys goes on serving all other chats', async () => {
    const redis = await redisOf();
    const app = await startApp({ REDIS_URL: redis.url });
    const [poisoned, other] = [await ask(app), await ask(app)];
    const link = await connectRedis(redis, 'crossroads');
    onTestFinished(link.close);
    const { conversationId } = poisoned.visitor.ready;
    const keys = await link.run((client) => client.keys(`*${conversationId}*`));
    expect(keys.length).toBeGreaterThan(0);
    for (const part of ['turns', 'live', 'events', 'watched'])
      await link.run((client) => client.del(link.keyOf(conversationId, part)));
    for (const part of ['turns', 'live', 'events'])
      await link.run((client) => client.lpush(link.keyOf(conversationId, part), 'not ours'));
    expect((await poisoned.visitor.ask('and an ML engineer?')).end.type).toBe('turn.completed');
    expect((await partsOf(app.url)).redis).toBe('ok');
    expect((await other.visitor.ask('and an ML engineer?')).end.type).toBe('turn.completed');
    expect((await partsOf(app.url)).redis).toBe('ok');
  });
});
