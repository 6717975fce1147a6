import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { startApp } from '../e2e/app.ts';
import { fairNow } from '../support/clock.ts';
import { type Fault, type FaultyProxy, startFaultyProxy } from './proxy.ts';
import { scale } from './scale.ts';
import { openTab } from './tab.ts';
import { type PacedModel, startModel } from './upstream.ts';

const QUESTION = 'What does an AI engineer do all day?';
const ANSWER = `AI engineers integrate existing models into products [1]. ${'They ship, measure and mend 🙂 what they built, day after day [1]. '.repeat(6)}`;

let stop = async () => {};
let port = 0;
let model: PacedModel;
let proxy: FaultyProxy;
/** The answer as a tab shows it that nothing happened to. */
let whole = '';

beforeAll(async () => {
  model = await startModel({ say: () => ANSWER });
  const app = await startApp({ OPENAI_BASE_URL: model.baseUrl }, (stopApp) => {
    stop = stopApp;
  });
  port = Number(new URL(app.url).port);
  const tab = openTab({ port });
  whole = (await tab.ended(tab.ask(QUESTION))).text;
  tab.close();
});
afterAll(async () => {
  await stop();
  await model.close();
});
beforeEach(async () => {
  proxy = await startFaultyProxy(port);
  model.setPace(1);
  Object.assign(model.stats, { calls: 0, hungUp: 0 });
});
afterEach(() => proxy.close());

/** A tab behind the proxy, whose clock runs fifty times as fast. */
function open(conversationId?: string, haste = 50) {
  const tab = openTab({ port: proxy.port, haste, ...(conversationId ? { conversationId } : {}) });
  onTestFinished(tab.close);
  return tab;
}

test.each<Fault>(['fin', 'rst', 'half'])(
  'an answer cut at any byte (%s) is the same text in the end, by one call of the model',
  { timeout: 600_000 },
  async (how) => {
    proxy.slice(7);
    // From within the handshake to behind the last event.
    const length = 26_000;
    const step = scale(2600, 97);
    for (let at = 50; at < length; at += step) {
      model.stats.calls = 0;
      proxy.breakNext(at, how);
      const tab = open();
      const turn = await tab.ended(tab.ask(QUESTION));
      expect({ at, text: turn.text, state: turn.state }).toEqual({ at, text: whole, state: 'completed' });
      expect(model.stats.calls).toBe(1);
      expect(tab.state().turns).toHaveLength(1);
      tab.close();
    }
    expect(whole).toContain('day after day');
  },
);

test('an answer cut again and again, by every fault, is the same text in the end', async () => {
  model.setPace(4);
  for (const at of [900, 2500, 1400, 3000, 1100]) {
    for (const how of ['rst', 'half', 'fin'] as const) proxy.breakNext(at, how);
  }
  const tab = open();
  const turn = await tab.ended(tab.ask(QUESTION));
  expect(turn.text).toBe(whole);
  expect(model.stats.calls).toBe(1);
  expect(proxy.arrivals.length).toBeGreaterThan(3);
});

test('a line that falls silent is known to be dead without a close, within 35 s', async () => {
  const tab = open(undefined, 10);
  await tab.ended(tab.ask(QUESTION));
  const from = fairNow();
  proxy.breakAll('half');
  await tab.until(() => tab.state().link === 'offline');
  expect((tab.offlineAt() - from) * 10).toBeLessThan(35_000);
  await tab.online();
  expect(tab.readies.at(-1)).toMatchObject({ recovered: true });
});

test('the same question five times over two sockets is one turn', async () => {
  const one = open();
  await one.online();
  const conversationId = one.state().conversationId ?? '';
  const two = open(conversationId);
  await two.online();
  for (let times = 0; times < 5; times++)
    for (const tab of [one, two]) tab.client.send({ type: 'ask', turnId: 'turn-same', text: QUESTION });
  const [here, there] = [await one.ended('turn-same'), await two.ended('turn-same')];
  expect(here.text).toBe(there.text);
  expect(here.state).toBe('completed');
  expect(model.stats.calls).toBe(1);
  // Asked once more when it has ended, and after a return: the stored answer, no new turn.
  one.client.send({ type: 'ask', turnId: 'turn-same', text: QUESTION });
  const late = open(conversationId);
  expect((await late.ended('turn-same')).text).toBe(here.text);
  expect(late.state().turns).toHaveLength(1);
  expect(model.stats.calls).toBe(1);
});

test.each([
  ['from the tab that asked', false],
  ['after a resume, from another socket', true],
])('stop %s hangs up on the model within a second, and keeps what was said', async (_how, resumes) => {
  model.setPace(20);
  const asking = open();
  const turnId = asking.ask(QUESTION);
  await asking.until(() => (asking.turn(turnId)?.text.length ?? 0) > 20);
  if (resumes) {
    proxy.breakAll('rst');
    await asking.until(() => asking.state().link === 'offline');
    await asking.online();
    await asking.until(() => asking.turn(turnId)?.state === 'running');
  }
  const from = fairNow();
  asking.cancel(turnId);
  const turn = await asking.ended(turnId);
  expect(turn.state).toBe('cancelled');
  expect(whole.startsWith(turn.text.trimEnd())).toBe(true);
  await expect.poll(() => model.stats.hungUp).toBe(1);
  expect(model.hungUpAt() - from).toBeLessThan(1000);
  expect(model.stats.open).toBe(0);
});

test('a closed tab leaves its turn to end by itself, and no call of the model behind', async () => {
  model.setPace(2);
  const tab = open();
  const turnId = tab.ask(QUESTION);
  await tab.until(() => (tab.turn(turnId)?.text.length ?? 0) > 20);
  const conversationId = tab.state().conversationId ?? '';
  tab.close();
  await expect.poll(() => model.stats.open).toBe(0);
  const late = open(conversationId);
  expect(await late.ended(turnId)).toMatchObject({ text: whole, state: 'completed' });
  expect(model.stats.hungUp).toBe(0);
});
