import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { RunTurn } from '../../src/chat/turn.ts';
import { createRedisTurns } from '../../src/live/redis-turns.ts';
import { SEQ_GAP, type SharedTurns } from '../../src/live/shared-turns.ts';
import type { Redis } from '../../src/redis/connection.ts';
import { createRedisStore } from '../../src/store/redis.ts';
import { fairNow } from '../support/clock.ts';
import { connectRedis, noRedis, type RedisServer, startRedis } from '../support/redis.ts';
import { counted, createGate, type Harness, startHarness, wordTurn } from './harness.ts';
import { describeLiveTurns, shown } from './live-turns.ts';

const WORDS = ['One ', 'two ', 'three ', 'four.'];

describe.skipIf(noRedis)('servers that share Redis', () => {
  let redisServer: RedisServer;
  beforeAll(async () => {
    redisServer = await startRedis();
  });
  afterAll(() => redisServer.stop());

  /** A server of its own, as far as the others can tell. */
  async function server(
    prefix: string,
    runTurn: RunTurn = wordTurn(WORDS),
  ): Promise<Harness & { redis: Redis; die(): Promise<void> }> {
    const redis = await connectRedis(redisServer, prefix);
    const harness = await startHarness({
      runTurn,
      store: createRedisStore(redis, { keepMs: 60_000 }),
      shared: createRedisTurns(redis),
      shutdownTimeoutMs: 50,
    });
    let isDead = false;
    onTestFinished(async () => {
      if (isDead) return;
      await harness.close();
      await redis.close();
    });
    return {
      ...harness,
      redis,
      /** Cuts it off from Redis without a goodbye, as death does; its own tabs are not asked. */
      async die() {
        isDead = true;
        await redis.run(async (client) => client.disconnect());
      },
    };
  }

  let prefixes = 0;
  const newPrefix = () => `shared-${++prefixes}`;

  describeLiveTurns('two servers', async (runTurn) => {
    const prefix = newPrefix();
    return [await server(prefix, runTurn), await server(prefix, runTurn)];
  });

  async function begun(servers: [Harness, Harness], gate: ReturnType<typeof createGate>) {
    const [a, b] = servers;
    const one = await a.connect();
    const { conversationId } = await one.hello();
    one.send({ type: 'ask', turnId: 'turn-0001', text: 'Why?' });
    gate.release(2);
    await one.event('answer.delta', ({ text }) => text === 'two ');
    const two = await b.connect();
    const ready = await two.hello({ conversationId });
    expect(ready.conversationId).toBe(conversationId);
    return { one, two, conversationId };
  }

  test('of a conversation that was forgotten no key is left', async () => {
    const gate = createGate();
    const prefix = newPrefix();
    const [a, b] = [await server(prefix, wordTurn(WORDS, gate.pass)), await server(prefix)];
    const { one, two, conversationId } = await begun([a, b], gate);
    two.send({ type: 'forget' });
    await Promise.all([one.event('forgotten'), two.event('forgotten')]);
    await a.conversations.drain(120_000);
    const keys = await b.redis.run((client) => client.keys(`*${conversationId}*`));
    expect(keys).toEqual([]);
  });

  test('a turn whose server dies is answered whole by the one that its visitor comes to', async () => {
    const gate = createGate();
    const prefix = newPrefix();
    const turn = counted(wordTurn(WORDS));
    const [a, b] = [await server(prefix, wordTurn(WORDS, gate.pass)), await server(prefix, turn.runTurn)];
    const { two, conversationId } = await begun([a, b], gate);
    const from = fairNow();
    await a.die();
    await two.event('turn.completed');
    expect(fairNow() - from).toBeLessThan(3500);
    expect(turn.started).toEqual(['turn-0001']);
    expect(shown(two, 'turn-0001')).toBe(WORDS.join(''));
    const late = await b.connect();
    await late.hello({ conversationId });
    expect(shown(late, 'turn-0001')).toBe(WORDS.join(''));
  });

  test('each server that takes a turn over gives it numbers above all that the ones before gave, told or not', async () => {
    const prefix = newPrefix();
    const links = await Promise.all([1, 2, 3].map(() => connectRedis(redisServer, prefix)));
    onTestFinished(async () => void (await Promise.all(links.map((link) => link.close()))));
    const [a, b, c] = links.map((link) => createRedisTurns(link)) as [SharedTurns, SharedTurns, SharedTurns];
    const owner = { snapshot: () => '', isForgotten: () => false, cancelled() {}, lost() {} };
    const turn = { conversationId: 'c'.repeat(24), turnId: 'turn-0001', question: 'Why?', askedAt: 1 };
    const claimOf = async () => (await c.read(turn.conversationId))?.claim ?? '';
    expect(await a.claim({ ...turn, seq: 5 }, owner)).toMatchObject({ state: 'mine', seq: 5 });
    // The second knew of 40 events; the third heard of six, and of none of the second's own.
    const second = await b.claim({ ...turn, seq: 40 }, owner, await claimOf());
    const third = await c.claim({ ...turn, seq: 6 }, owner, await claimOf());
    expect([second, third]).toMatchObject([
      { state: 'mine', tries: 1, seq: 40 + SEQ_GAP },
      { state: 'mine', tries: 2, seq: 40 + 2 * SEQ_GAP },
    ]);
  });

  test('a tab at a server that lost its turn while it lived gets the other answer whole', async () => {
    const prefix = newPrefix();
    const [gateA, gateB, gateC] = [createGate(), createGate(), createGate()];
    const a = await server(prefix, wordTurn(WORDS, gateA.pass));
    const b = await server(prefix, wordTurn(WORDS, gateB.pass));
    const c = await server(prefix, wordTurn(WORDS, gateC.pass));
    const { two, conversationId } = await begun([a, b], gateA);
    await a.die();
    gateB.release(2);
    await two.event('answer.delta', ({ text }) => text === 'two ');
    // Taken for dead, as a server is whose machine stood still for two seconds.
    const three = await c.connect();
    await three.hello({ conversationId });
    const sign = c.redis.key('alive', b.redis.serverId);
    const killing = setInterval(() => void c.redis.run((client) => client.del(sign)).catch(() => {}), 5);
    onTestFinished(() => clearInterval(killing));
    await three.event('turn.started');
    gateC.release(4);
    await Promise.all([two.event('turn.completed'), three.event('turn.completed')]);
    expect(shown(two, 'turn-0001')).toBe(WORDS.join(''));
    expect(shown(three, 'turn-0001')).toBe(WORDS.join(''));
  });

  test('a turn that brings down its servers is given up at the third', async () => {
    const prefix = newPrefix();
    const gate = createGate();
    let conversationId: string | undefined;
    for (let round = 0; round < 3; round++) {
      const dying = await server(prefix, wordTurn(WORDS, gate.pass));
      const tab = await dying.connect();
      ({ conversationId } = await tab.hello(conversationId ? { conversationId } : {}));
      if (round === 0) tab.send({ type: 'ask', turnId: 'turn-0001', text: 'Why?' });
      await tab.event('turn.started');
      await dying.die();
    }
    const last = await server(prefix);
    const tab = await last.connect();
    await tab.hello({ conversationId: conversationId ?? '' });
    expect(await tab.event('turn.failed')).toMatchObject({ code: 'interrupted', retryable: true });
  });

  test('a server that stops leaves its turn to the others, at once', async () => {
    const prefix = newPrefix();
    const gate = createGate();
    const [a, b] = [await server(prefix, wordTurn(WORDS, gate.pass)), await server(prefix)];
    const { two } = await begun([a, b], gate);
    const from = fairNow();
    await a.close();
    await a.redis.close();
    await two.event('turn.completed');
    expect(fairNow() - from).toBeLessThan(1500);
    expect(shown(two, 'turn-0001')).toBe(WORDS.join(''));
  });
});
