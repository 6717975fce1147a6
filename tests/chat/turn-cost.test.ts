import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createRulesAnswerer } from '../../src/answer/rules/rules.ts';
import { loadCareer } from '../../src/career/load.ts';
import { createRunTurn } from '../../src/chat/turn.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { createRetriever, type Retriever } from '../../src/retrieval/retrieve.ts';

const KNOWLEDGE = fileURLToPath(new URL('../../knowledge', import.meta.url));
const QUESTION = 'What does an AI engineer do all day?';

/** What a turn by rules may cost, in readings and writings of the whole knowledge as JSON; it costs about two and a half. */
const MAX_ROUND_TRIPS = 4;

async function projectTurn() {
  const [knowledge, career] = await Promise.all([loadKnowledge(KNOWLEDGE), loadCareer(KNOWLEDGE)]);
  const real = createRetriever(knowledge);
  let searches = 0;
  const counted: Retriever = {
    ...real,
    search: (asked) => {
      searches += 1;
      return real.search(asked);
    },
  };
  const run = createRunTurn({
    retriever: () => counted,
    career: () => career,
    rules: createRulesAnswerer(),
  });
  const ask = async () => {
    const input = { turnId: 'turn-cost', question: QUESTION, past: [] };
    for await (const _event of run(input, { signal: new AbortController().signal }));
  };
  return { ask, searches: () => searches, passages: knowledge.passages };
}

const cpuUs = async (work: () => unknown) => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

test('a question asked again is searched once: what can be offered after it is known', async () => {
  const { ask, searches } = await projectTurn();
  await ask();
  const first = searches();
  await ask();
  expect(first).toBeGreaterThan(1);
  expect(searches() - first).toBe(1);
});

test('a warm turn costs no more than a few readings of the knowledge', async () => {
  const { ask, passages } = await projectTurn();
  const roundTrip = () => JSON.parse(JSON.stringify(passages));
  const repeat = async (times: number, work: () => unknown) => {
    for (let i = 0; i < times; i++) await work();
  };
  await repeat(150, ask);
  await repeat(20, roundTrip);
  // In turns, so that both are measured under the same load.
  let [turns, trips] = [0, 0];
  for (let round = 0; round < 10; round++) {
    turns += await cpuUs(() => repeat(20, ask));
    trips += await cpuUs(() => repeat(20, roundTrip));
  }
  expect(turns / trips).toBeLessThan(MAX_ROUND_TRIPS);
});
