import { expect, test } from 'vitest';
import type { Spending } from '../../src/domain.ts';
import { type BudgetOptions, createBudget } from '../../src/limits/budget.ts';
import type { Ledger } from '../../src/limits/ledger.ts';
import { createMemoryLedger } from '../../src/store/memory-ledger.ts';

const NOON = Date.UTC(2026, 2, 1, 12);

function setUp(options: Partial<BudgetOptions> = {}) {
  const logged: [string, Record<string, unknown>][] = [];
  let nowMs = NOON;
  const budget = createBudget({
    tokensPerDay: 1000,
    visitorTokensPerDay: 0,
    dollarsPerDay: 0,
    ledger: createMemoryLedger(),
    now: () => nowMs,
    log: (event, detail) => logged.push([event, detail]),
    ...options,
  });
  return {
    budget,
    logged,
    events: () => logged.map(([event]) => event),
    pass(ms: number) {
      nowMs += ms;
    },
    /** One call that may use `most` tokens, half of them for its prompt, and uses `used`. */
    async spend(most: number, used = most, visitor?: string) {
      const settle = await budget.reserve({
        inputTokens: most / 2,
        maxOutputTokens: most / 2,
        ...(visitor === undefined ? {} : { visitor }),
      });
      settle({ inputTokens: used / 2, outputTokens: used / 2 });
    },
  };
}

const SPENT = { name: 'AppError', code: 'budget_spent' };

test('calls are let through until their estimate exceeds the rest of the day', async () => {
  const { spend, budget, events } = setUp();
  await spend(600, 400);
  await spend(600, 300);
  expect(budget.state()).toBe('ok');
  await expect(spend(400)).rejects.toMatchObject(SPENT);
  expect(budget.state()).toBe('spent');
  expect(events()).toEqual(['budget_spent']);
  await spend(200);
  expect(budget.state()).toBe('ok');
});

test('what is set aside by calls that run at once counts, and is free again when they used less', async () => {
  const { spend, budget } = setUp();
  const running = await Promise.all(
    [1, 2].map(() => budget.reserve({ inputTokens: 200, maxOutputTokens: 200 })),
  );
  await expect(spend(300)).rejects.toMatchObject(SPENT);
  for (const settle of running) settle({ inputTokens: 10, outputTokens: 10 });
  await spend(900);
});

test('the operator is warned at four fifths, and told once a day that all is spent', async () => {
  const { spend, events, logged, pass } = setUp();
  await spend(900);
  for (let i = 0; i < 3; i++) await expect(spend(200)).rejects.toMatchObject(SPENT);
  expect(events()).toEqual(['budget_low', 'budget_spent']);
  expect(logged[1]?.[1]).toEqual({ day: '2026-03-01', inputTokens: 450, outputTokens: 450, dollars: 0 });
  pass(24 * 3600_000);
  await spend(900);
  await expect(spend(200)).rejects.toMatchObject(SPENT);
  expect(events()).toEqual(['budget_low', 'budget_spent', 'budget_low', 'budget_spent']);
});

test('a new day begins at midnight UTC, and a call that ends in it is counted to the day it began', async () => {
  const { spend, budget, pass } = setUp();
  const settle = await budget.reserve({ inputTokens: 500, maxOutputTokens: 500 });
  pass(12 * 3600_000 - 1);
  await expect(spend(2)).rejects.toMatchObject(SPENT);
  pass(1);
  expect(budget.state()).toBe('ok');
  await spend(900);
  settle({ inputTokens: 500, outputTokens: 500 });
  await spend(100);
});

test('dollars are counted by the price of each kind of token', async () => {
  const { spend, logged } = setUp({
    tokensPerDay: 0,
    dollarsPerDay: 0.01,
    price: { input: 2.5, output: 10 },
  });
  // 500 x 2.5 + 500 x 10 = 6,250 millionths of a dollar.
  await spend(1000);
  await expect(spend(1000)).rejects.toMatchObject(SPENT);
  expect(logged.at(-1)?.[1]).toMatchObject({ dollars: 0.00625 });
  await spend(600);
});

test('no limit is no limit', async () => {
  const { spend, budget } = setUp({ tokensPerDay: 0 });
  for (let i = 0; i < 20; i++) await spend(1_000_000);
  expect(budget.state()).toBe('ok');
});

test('one visitor who has spent her share leaves the rest to others', async () => {
  const { spend, budget } = setUp({ tokensPerDay: 10_000, visitorTokensPerDay: 1000 });
  await spend(1000, 900, '192.0.2.1');
  await expect(spend(200, 200, '192.0.2.1')).rejects.toMatchObject(SPENT);
  expect(budget.state()).toBe('ok');
  await spend(200, 200, '192.0.2.2');
  await spend(200);
  await spend(100, 100, '192.0.2.1');
});

test('the sum survives a restart', async () => {
  const ledger = createMemoryLedger();
  await setUp({ ledger }).spend(900);
  const after = setUp({ ledger });
  await expect(after.spend(200)).rejects.toMatchObject(SPENT);
  await after.spend(100);
});

test('two processes that share a ledger share the budget', async () => {
  const ledger = createMemoryLedger();
  const [one, two] = [setUp({ ledger }), setUp({ ledger })];
  await one.spend(2);
  await two.spend(500);
  await one.spend(400);
  await two.spend(2);
  await expect(two.spend(200)).rejects.toMatchObject(SPENT);
});

test('while the ledger fails it goes on counting, says so once, and catches up', async () => {
  const kept = createMemoryLedger();
  let works = false;
  const ledger: Ledger = {
    add: async (day, spent: Spending) => {
      if (!works) throw new Error('disk full');
      return kept.add(day, spent);
    },
  };
  const { spend, events } = setUp({ ledger });
  for (let i = 0; i < 3; i++) await spend(200);
  await expect(spend(500)).rejects.toMatchObject(SPENT);
  works = true;
  await spend(100);
  expect(events().filter((event) => event === 'budget_not_kept')).toHaveLength(1);
  expect(await kept.add('2026-03-01', { inputTokens: 0, outputTokens: 0, microDollars: 0 })).toEqual({
    inputTokens: 350,
    outputTokens: 350,
    microDollars: 0,
  });
});
