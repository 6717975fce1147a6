import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createMemoryVectors } from '../../src/store/memory-vectors.ts';
import { createRedisVectors } from '../../src/store/redis-vectors.ts';
import { createSqliteConnection } from '../../src/store/sqlite-connection.ts';
import { createSqliteVectors, type SqliteVectorsOptions } from '../../src/store/sqlite-vectors.ts';
import { VECTORS_KEPT_DAYS } from '../../src/store/vectors.ts';
import { connectRedis, noRedis, type RedisServer, startRedis } from '../support/redis.ts';
import { temporaryFolder } from './folder.ts';
import { describeVectors, vector } from './vectors.ts';

const DAY_MS = 86_400_000;

function sqlite(options: SqliteVectorsOptions = {}, path = join(temporaryFolder(), 'store.db')) {
  const connection = createSqliteConnection({ path });
  onTestFinished(connection.close);
  return createSqliteVectors(connection, options);
}

describeVectors('vectors in memory', () => createMemoryVectors());
describeVectors('vectors in a file', () => sqlite());

test('memory is bounded in bytes: what was not used for longest goes first', async () => {
  const store = createMemoryVectors({ maxBytes: 3 * 4 * 4 });
  const put = (key: string) => store.put('space', new Map([[key, vector(1, 4)]]));
  for (const key of ['a', 'b', 'c']) await put(key);
  await store.get('space', ['a']);
  await put('d');
  expect([...(await store.get('space', ['a', 'b', 'c', 'd'])).keys()]).toEqual(['a', 'c', 'd']);
});

describe('a file', () => {
  test('keeps vectors over a restart', async () => {
    const path = join(temporaryFolder(), 'store.db');
    await sqlite({}, path).put('space', new Map([['a', vector(0.25)]]));
    expect((await sqlite({}, path).get('space', ['a'])).get('a')).toEqual(vector(0.25));
  });

  test('gives up what was not used for days, and a look is a use', async () => {
    let day = 20_000;
    const store = sqlite({ now: () => day * DAY_MS });
    const many = new Map(Array.from({ length: 70 }, (_, i) => [`old-${i}`, vector(i)] as const));
    await store.put('space', many);
    await store.put('space', new Map([['used', vector(1)]]));
    day += VECTORS_KEPT_DAYS - 1;
    await store.get('space', ['used']);
    day += 2;
    expect(await store.prune()).toBe(70);
    expect([...(await store.get('space', ['old-1', 'used'])).keys()]).toEqual(['used']);
  });

  test('holds a bounded number: what was not used for longest goes first', async () => {
    let day = 20_000;
    const store = sqlite({ maxVectors: 40, now: () => day * DAY_MS });
    const put = (name: string) =>
      store.put('space', new Map(Array.from({ length: 40 }, (_, i) => [`${name}-${i}`, vector(i)] as const)));
    await put('old');
    day += 1;
    await put('new');
    expect(await store.prune()).toBe(40);
    expect((await store.get('space', ['new-0', 'new-39', 'old-0'])).size).toBe(2);
  });

  test('that cannot be used is an error, and no vector', async () => {
    const store = sqlite({}, '/dev/null/store.db');
    await expect(store.get('space', ['a'])).rejects.toMatchObject({ code: 'internal' });
    await expect(store.put('space', new Map([['a', vector(1)]]))).rejects.toMatchObject({ code: 'internal' });
  });
});

describe.skipIf(noRedis)('Redis', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  describeVectors('vectors in Redis', async () => {
    const redis = await connectRedis(server);
    onTestFinished(redis.close);
    return createRedisVectors(redis);
  });

  test('every vector begins with the prefix, and its time begins anew with each use', async () => {
    const redis = await connectRedis(server, 'ours');
    onTestFinished(redis.close);
    const store = createRedisVectors(redis);
    await store.put('space', new Map([['a', vector(1)]]));
    const [key = '', ...others] = await redis.run((client) => client.keys('ours:vectors:*'));
    expect(others).toEqual([]);
    await redis.run((client) => client.pexpire(key, 1000));
    await store.get('space', ['a']);
    expect(await redis.run((client) => client.pttl(key))).toBeGreaterThan(DAY_MS);
  });
});
