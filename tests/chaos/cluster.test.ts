import { describe, expect, onTestFinished, test } from 'vitest';
import { createRedisStore } from '../../src/store/redis.ts';
import { isOpen } from '../../web/widget/state.ts';
import { fairNow } from '../support/clock.ts';
import { connectRedis } from '../support/redis.ts';
import { noCluster, startCluster } from './cluster.ts';
import { scale } from './scale.ts';
import { openTab, type TabOptions, type TestTab } from './tab.ts';
import { startModel } from './upstream.ts';

const QUESTION = 'What does an AI engineer do all day?';
const ANSWER =
  `AI engineers integrate existing models into products [1]. ${'They ship, measure and mend what they built [1]. '.repeat(12)}`.trim();
const VISITORS = scale(60, 300);

async function visit(port: number) {
  const tab = tabOf({ port });
  await tab.online();
  const turnId = tab.ask(QUESTION);
  await tab.until(() => (tab.turn(turnId)?.text.length ?? 0) > 12);
  return { tab, turnId, conversationId: tab.state().conversationId ?? '' };
}

function tabOf(options: TabOptions): TestTab {
  const tab = openTab(options);
  onTestFinished(tab.close);
  return tab;
}

const p95 = (values: number[]) => [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0;

describe.skipIf(noCluster)('three servers behind HAProxy with one Redis', () => {
  test(`a server is killed and Redis restarted under ${VISITORS} answers: each is whole, once, alike on all tabs, and goes on within 3 s`, {
    timeout: 400_000,
  }, async () => {
    const model = await startModel({ say: () => ANSWER });
    onTestFinished(model.close);
    model.setPace(scale(100, 400));
    const { redis, servers, port } = await startCluster({ OPENAI_BASE_URL: model.baseUrl }, [
      ...['--appendonly', 'yes', '--appendfsync', 'always'],
    ]);
    const visitors: { tab: TestTab; turnId: string; conversationId: string }[] = [];
    // All at one moment would be told to come back later.
    while (visitors.length < VISITORS)
      visitors.push(...(await Promise.all(Array.from({ length: 30 }, () => visit(port)))));
    // Every third has a second tab, which the balancer may send elsewhere.
    const seconds = visitors
      .filter((_, at) => at % 3 === 0)
      .map(({ conversationId, turnId }) => ({
        tab: tabOf({ port, conversationId }),
        turnId,
      }));
    await Promise.all(seconds.map(({ tab, turnId }) => tab.until(() => tab.turn(turnId)?.text)));

    const killedAt = fairNow();
    await servers[0]?.kill();
    const hit = () => visitors.filter(({ tab }) => tab.offlineAt() >= killedAt);
    await Promise.all(visitors.map(({ tab }) => tab.settled()));
    const recoveries = await Promise.all(
      hit().map(async ({ tab, turnId }) => {
        // Online again, and words come that came after the death.
        await tab.until(() => tab.state().link === 'online');
        const held = tab.turn(turnId)?.text ?? '';
        await tab.until(() => {
          const turn = tab.turn(turnId);
          return turn !== undefined && (!isOpen(turn) || (turn.text !== held && turn.text !== ''));
        });
        return fairNow() - killedAt;
      }),
    );
    expect(recoveries.length).toBeGreaterThan(VISITORS / 6);
    console.log(
      `recovered ${recoveries.length} of ${VISITORS}: p50 ${Math.round(recoveries.sort((a, b) => a - b)[recoveries.length >> 1] ?? 0)} ms, p95 ${Math.round(p95(recoveries))} ms`,
    );

    await redis.kill();
    await redis.restart();
    const ended = await Promise.all(visitors.map(({ tab, turnId }) => tab.ended(turnId)));
    expect(new Set(ended.map(({ state }) => state))).toEqual(new Set(['completed']));
    expect(new Set(ended.map(({ text }) => text))).toEqual(new Set([ANSWER]));
    const others = await Promise.all(seconds.map(({ tab, turnId }) => tab.ended(turnId)));
    expect(new Set(others.map(({ text }) => text))).toEqual(new Set([ANSWER]));
    // One turn each, on every tab and in the store; the model was asked anew for the dead server's turns alone.
    for (const { tab } of visitors) expect(tab.state().turns).toHaveLength(1);
    expect(model.stats.calls).toBe(VISITORS + recoveries.length);
    for (const server of servers.slice(1)) {
      await expect.poll(async () => (await server.health()).body.status).toBe('ok');
    }
    const link = await connectRedis(redis, 'crossroads');
    onTestFinished(link.close);
    const store = createRedisStore(link, { keepMs: 60_000 });
    for (const { conversationId, turnId } of visitors) {
      const turns = await store.turns(conversationId);
      expect(turns.map(({ snapshot }) => [snapshot.turnId, snapshot.state, snapshot.text])).toEqual([
        [turnId, 'completed', ANSWER],
      ]);
    }
    expect(p95(recoveries)).toBeLessThanOrEqual(3000);
  });
});
