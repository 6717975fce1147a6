import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRedisTally } from '../../src/limits/redis-tally.ts';
import { createMemoryTally, MAX_VISITORS, type Tally } from '../../src/limits/tally.ts';
import type { Redis } from '../../src/redis/connection.ts';
import { fairNow } from '../support/clock.ts';
import { connectRedis, noRedis, type RedisServer, startRedis } from '../support/redis.ts';

const DAY = '2026-03-01';

/** What every driver must do. @param make a new one, of nobody else's. */
function describeTally(driver: string, make: () => Tally): void {
  describe(`${driver} adds up:`, () => {
    test('what a visitor uses, and takes off what is given back', async () => {
      const { add } = make();
      expect(await add(DAY, 'a', 100)).toBe(100);
      expect(await add(DAY, 'a', 50)).toBe(150);
      expect(await add(DAY, 'a', -120)).toBe(30);
    });

    test('each visitor and each day by itself', async () => {
      const { add } = make();
      await add(DAY, 'a', 100);
      expect(await add(DAY, 'b', 1)).toBe(1);
      expect(await add('2026-03-02', 'a', 2)).toBe(2);
    });

    test('many at once, none lost', async () => {
      const { add } = make();
      const sums = await Promise.all(Array.from({ length: 50 }, () => add(DAY, 'a', 3)));
      expect(Math.max(...sums)).toBe(150);
      expect(new Set(sums).size).toBe(50);
    });

    test.each(['::1', '2001:db8::/64', '', '__proto__'])('for any name: %j', async (visitor) => {
      const { add } = make();
      expect(await add(DAY, visitor, 5)).toBe(5);
      expect(await add(DAY, visitor, 5)).toBe(10);
    });
  });
}

describeTally('memory', createMemoryTally);

test('memory holds a bounded number of visitors', async () => {
  const { add } = createMemoryTally();
  for (let n = 0; n <= MAX_VISITORS; n++) await add(DAY, `visitor ${n}`, 7);
  expect(await add(DAY, `visitor ${MAX_VISITORS}`, 0)).toBe(7);
  expect(await add(DAY, 'visitor 0', 0)).toBe(0);
});

describe.skipIf(noRedis)('in Redis', () => {
  let server: RedisServer;
  let servers: Redis[] = [];
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(async () => {
    await Promise.all(servers.map((redis) => redis.close()));
    await server.stop();
  });
  let made = 0;
  const connect = async () => {
    const prefix = `tally-${++made}`;
    servers = [...servers, await connectRedis(server, prefix), await connectRedis(server, prefix)];
    return servers.slice(-2);
  };

  test('two servers have one sum, and what is kept ends by itself', async () => {
    const [one, other] = (await connect()) as [Redis, Redis];
    const [a, b] = [createRedisTally(one), createRedisTally(other)];
    await a.add(DAY, 'v', 100);
    expect(await b.add(DAY, 'v', 20)).toBe(120);
    expect(await a.add(DAY, 'v', -20)).toBe(100);
    const [key = ''] = await one.run((client) => client.keys('*tokens*'));
    expect(await one.run((client) => client.pttl(key))).toBeGreaterThan(86_400_000);
  });

  let link: Redis;
  beforeAll(async () => {
    [link] = (await connect()) as [Redis, Redis];
  });
  let prefix = 0;
  describeTally('one server', () => {
    // Names of its own for each test: they share the link.
    const { add } = createRedisTally(link);
    const own = ++prefix;
    return { add: (day, visitor, tokens) => add(day, `${own} ${visitor}`, tokens) };
  });

  test('while Redis does not answer, nobody waits for it, and each server counts by itself', async () => {
    const [one, other] = (await connect()) as [Redis, Redis];
    const [a, b] = [createRedisTally(one), createRedisTally(other)];
    await a.add(DAY, 'v', 100);
    server.freeze();
    const from = fairNow();
    expect(await a.add(DAY, 'v', 1)).toBe(101);
    expect(await b.add(DAY, 'v', 1)).toBe(1);
    // A deadline of Redis's own calls takes 700 ms each.
    expect(fairNow() - from).toBeLessThan(600);
    server.thaw();
    await expect.poll(() => a.add(DAY, 'v', 0)).toBeGreaterThanOrEqual(100);
  });
});
