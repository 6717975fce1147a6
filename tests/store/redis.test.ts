import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRedisShortfalls } from '../../src/cli/gaps-redis.ts';
import { createRedisStore } from '../../src/store/redis.ts';
import { createRedisLedger } from '../../src/store/redis-ledger.ts';
import { connectRedis, noRedis, type RedisServer, startRedis } from '../support/redis.ts';
import { completedTurn, describeStore, storedTurn } from './conformance.ts';
import { describeLedger } from './ledger.ts';

const KEEP_MS = 60_000;

describe.skipIf(noRedis)('Redis', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  describeStore('Redis', async () => {
    const redis = await connectRedis(server);
    return { ...createRedisStore(redis, { keepMs: KEEP_MS }), close: redis.close };
  });

  describeLedger('the ledger in Redis', async () => createRedisLedger(await connectRedis(server)));

  test('every key begins with the prefix, ends by itself, and one conversation is in one slot', async () => {
    const redis = await connectRedis(server, 'ours');
    const store = createRedisStore(redis, { keepMs: KEEP_MS });
    await store.putTurn('conversation-1', storedTurn('turn-0001'));
    await store.putFeedback('conversation-1', { turnId: 'turn-0001', rating: 'up' });
    await createRedisLedger(redis).add('2026-03-01', { inputTokens: 1, outputTokens: 1, microDollars: 1 });
    const keys = await redis.run((client) => client.keys('ours:*'));
    expect(keys.length).toBeGreaterThanOrEqual(5);
    for (const key of keys) expect(await redis.run((client) => client.pttl(key))).toBeGreaterThan(0);
    const kept = keys.filter((key) => key.includes('conversation-1'));
    const slots = kept.map((key) => /\{(.+?)\}/.exec(key)?.[1]);
    expect(new Set(slots)).toEqual(new Set(['conversation-1']));
    await store.forget('conversation-1');
    expect(await redis.run((client) => client.keys('ours:*conversation-1*'))).toEqual([]);
    expect(await redis.run((client) => client.exists('ours:asked'))).toBe(0);
    await redis.close();
  });

  test('its owner reads there what was not answered well', async () => {
    const redis = await connectRedis(server, 'gaps');
    const turn = completedTurn('turn-0001', { question: 'Why?', askedAt: 5, outcome: 'abstained' });
    await createRedisStore(redis, { keepMs: KEEP_MS }).putTurn('conversation-1', turn);
    await redis.close();
    const found = await readRedisShortfalls({ url: server.url, prefix: 'gaps' }, 0);
    expect(found).toMatchObject([{ question: 'Why?', reason: 'abstained' }]);
    await expect(readRedisShortfalls({ url: 'redis://127.0.0.1:1', prefix: 'gaps' }, 0)).rejects.toThrow(
      'does not listen',
    );
  });

  test('two servers see the same conversation, in the order in which its turns came', async () => {
    const links = [await connectRedis(server, 'two'), await connectRedis(server, 'two')];
    const [one, other] = links.map((redis) => createRedisStore(redis, { keepMs: KEEP_MS }));
    await one?.putTurn('conversation-1', storedTurn('turn-0001'));
    await other?.putTurn('conversation-1', storedTurn('turn-0002'));
    await one?.putTurn('conversation-1', storedTurn('turn-0001', 'Anew.'));
    const turns = await other?.turns('conversation-1');
    expect(turns).toEqual([storedTurn('turn-0001', 'Anew.'), storedTurn('turn-0002')]);
    await Promise.all(links.map((redis) => redis.close()));
  });
});
