import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import { CLOSE } from '../../src/protocol.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import type { Turn } from '../../web/widget/state.ts';
import { fairNow } from '../support/clock.ts';
import { startServer, storeFolder } from './process.ts';
import { startFaultyProxy } from './proxy.ts';
import { scale } from './scale.ts';
import { openTab, type TabOptions } from './tab.ts';
import { startModel } from './upstream.ts';

const QUESTION = 'What does an AI engineer do all day?';
const ANSWER =
  `AI engineers integrate existing models into products [1]. ${'They ship, measure and mend what they built [1]. '.repeat(8)}`.trim();

function tabOf(options: TabOptions) {
  const tab = openTab(options);
  onTestFinished(tab.close);
  return tab;
}

async function modelAt(everyMs: number) {
  const model = await startModel({ say: () => ANSWER });
  model.setPace(everyMs);
  onTestFinished(model.close);
  return model;
}

test(`SIGTERM while ${scale(40, 200)} answers stream: newcomers are refused, every answer ends, and the exit is 0`, {
  timeout: 300_000,
}, async () => {
  const model = await modelAt(20);
  const server = await startServer({ OPENAI_BASE_URL: model.baseUrl });
  // Slow clocks: a tab that takes a busy machine for a dead line would look for another server, and there is none.
  const tabs = Array.from({ length: scale(40, 200) }, () => tabOf({ port: server.port, haste: 0.1 }));
  const asked = await Promise.all(
    tabs.map(async (tab) => {
      await tab.online();
      const turnId = tab.ask(QUESTION);
      await tab.until(() => (tab.turn(turnId)?.text.length ?? 0) > 0);
      return { tab, turnId };
    }),
  );
  const idle = tabOf({ port: server.port });
  await idle.online();
  const codes = tabs.map((tab) => new Promise<number>((told) => tab.sockets.at(-1)?.once('close', told)));
  const from = fairNow();
  server.child.kill('SIGTERM');
  await idle.until(() => idle.state().link === 'offline');
  expect(
    await server.health('/readyz').then(
      ({ status }) => status,
      () => 503,
    ),
  ).toBe(503);
  const turns = await Promise.all(asked.map(({ tab, turnId }) => tab.ended(turnId)));
  expect(new Set(turns.map(({ state }) => state))).toEqual(new Set(['completed']));
  expect(new Set(turns.map(({ text }) => text)).size).toBe(1);
  expect(new Set(await Promise.all(codes))).toEqual(new Set([CLOSE.restart]));
  expect(await server.exit).toBe(0);
  expect(fairNow() - from).toBeLessThan(30_000);
});

test('SIGTERM while answers take longer than they are given: they are told to be interrupted, and can be asked again', async () => {
  const model = await modelAt(100);
  const store = join(await storeFolder(), 'store.db');
  const server = await startServer({
    OPENAI_BASE_URL: model.baseUrl,
    SHUTDOWN_TIMEOUT_MS: '300',
    STORE_PATH: store,
  });
  const tab = tabOf({ port: server.port });
  await tab.online();
  const turnId = tab.ask(QUESTION);
  await tab.until(() => (tab.turn(turnId)?.text.length ?? 0) > 0);
  server.child.kill('SIGTERM');
  expect(await tab.ended(turnId)).toMatchObject({ state: 'interrupted', end: { retryable: true } });
  expect(await server.exit).toBe(0);

  const again = await startServer({ STORE_PATH: store });
  const late = tabOf({ port: again.port, conversationId: tab.state().conversationId ?? '' });
  expect(await late.ended(turnId)).toMatchObject({ question: QUESTION, state: 'interrupted' });
});

test(`killed ${scale(3, 50)} times while it answers, the server has every question that it acknowledged`, {
  timeout: 600_000,
}, async () => {
  const model = await modelAt(3);
  const store = join(await storeFolder(), 'store.db');
  const acknowledged: string[] = [];
  const completed = new Map<string, string>();
  let conversationId: string | undefined;
  for (let kill = 0; kill < scale(3, 50); kill++) {
    const server = await startServer({ OPENAI_BASE_URL: model.baseUrl, STORE_PATH: store });
    const tab = tabOf({ port: server.port, ...(conversationId ? { conversationId } : {}) });
    await tab.online();
    if (conversationId) {
      expect(tab.state().conversationId).toBe(conversationId);
      const seen = new Map<string, Turn>(tab.state().turns.map((turn) => [turn.turnId, turn]));
      await tab.until(() => tab.state().turns.length >= Math.min(50, acknowledged.length));
      for (const turnId of acknowledged.slice(-40)) {
        const turn = tab.turn(turnId) ?? seen.get(turnId);
        expect(turn?.state).toBe(completed.has(turnId) ? 'completed' : 'interrupted');
        if (completed.has(turnId)) expect(turn?.text).toBe(completed.get(turnId));
      }
    }
    conversationId = tab.state().conversationId;
    // One answer to its end, and one that dies at a place of its own, from the first words to the last.
    for (const dies of [false, true]) {
      const turnId = tab.ask(QUESTION);
      await tab.until(() => tab.turn(turnId)?.state === 'running');
      acknowledged.push(turnId);
      if (dies) {
        await tab.until(() => (tab.turn(turnId)?.text.length ?? 0) > (kill % 10) * 20);
        await server.kill();
      } else completed.set(turnId, (await tab.ended(turnId)).text);
    }
    tab.close();
  }
  expect(acknowledged).toHaveLength(2 * scale(3, 50));
});

test('a full disk: the chat goes on and remembers, health says degraded, and nobody is told that he was forgotten', async () => {
  const store = join(await storeFolder(), 'store.db');
  const server = await startServer({ STORE_PATH: store }, 256);
  const tab = tabOf({ port: server.port });
  await tab.online();
  let asked = 0;
  do {
    const turn = await tab.ended(tab.ask(`${QUESTION} ${++asked}`));
    expect(turn.state).toBe('completed');
  } while ((await server.health()).body.status === 'ok' && asked < 500);
  expect(await server.health()).toMatchObject({ status: 200, body: { status: 'degraded' } });
  // Still degraded, still answering, and what was said meanwhile is there for who comes back.
  const last = await tab.ended(tab.ask(`${QUESTION} Once more.`));
  expect(last.state).toBe('completed');
  const again = tabOf({ port: server.port, conversationId: tab.state().conversationId ?? '' });
  expect((await again.ended(last.turnId)).text).toBe(last.text);
  expect(again.state().conversationId).toBe(tab.state().conversationId);
  tab.client.send({ type: 'forget' });
  await tab.until(() => tab.errors.length > 0);
  expect(tab.errors[0]).toMatchObject({ code: 'internal' });
  await server.kill();

  // What was acknowledged before the disk was full is whole.
  expect(statSync(store).size).toBeLessThanOrEqual(256 * 1024);
  const kept = createSqliteStore({ path: store });
  const turns = await kept.turns(tab.state().conversationId ?? '');
  await kept.close();
  expect(turns.length).toBeGreaterThan(3);
  for (const { snapshot } of turns.slice(0, -1)) expect(snapshot.state).toBe('completed');
});

test('a file that another program locks: the chat goes on from memory, and all of it is in the file afterwards', async () => {
  const store = join(await storeFolder(), 'store.db');
  const server = await startServer({ STORE_PATH: store });
  const tab = tabOf({ port: server.port });
  await tab.online();
  await tab.ended(tab.ask(QUESTION));
  const other = new Database(store);
  other.exec('BEGIN EXCLUSIVE');
  expect((await tab.ended(tab.ask('And an ML engineer?'))).state).toBe('completed');
  expect((await server.health()).body.status).toBe('degraded');
  other.exec('ROLLBACK');
  other.close();
  await expect.poll(async () => (await server.health()).body.status).toBe('ok');
  const kept = createSqliteStore({ path: store });
  expect(await kept.turns(tab.state().conversationId ?? '')).toHaveLength(2);
  await kept.close();
});

test(`${scale(200, 1000)} tabs that lose the server at one moment come back as a drizzle, all of them within 30 s`, {
  timeout: 300_000,
}, async () => {
  const count = scale(200, 1000);
  const server = await startServer();
  const proxy = await startFaultyProxy(server.port);
  onTestFinished(proxy.close);
  const tabs = Array.from({ length: count }, () => tabOf({ port: proxy.port }));
  await Promise.all(tabs.map((tab) => tab.online()));
  proxy.arrivals.length = 0;
  const from = fairNow();
  proxy.breakAll('rst');
  await Promise.all(tabs.map((tab) => tab.until(() => tab.readies.length > 1)));
  expect(fairNow() - from).toBeLessThan(30_000);
  // Judged by what they chose: all of them live in this process, so a pause of it wakes many at once.
  const at = tabs.map(({ waits }) => waits[0] ?? 0).sort((a, b) => a - b);
  const densest = Math.max(...at.map((time, i) => at.slice(i).filter((other) => other < time + 100).length));
  // Of few, chance crowds a window more than of many.
  expect(densest / count).toBeLessThanOrEqual(scale(0.25, 0.1));
  expect(proxy.arrivals).toHaveLength(count);
});
