import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { DAY_MS } from '../../src/cli/defaults.ts';
import { findGaps, type GapGroup, printGaps, readShortfalls } from '../../src/cli/gaps.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { createRetriever, type Retriever } from '../../src/retrieval/retrieve.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import { completedTurn } from '../store/conformance.ts';
import { crossroads } from './crossroads.ts';

interface Asked {
  question: string;
  outcome?: 'answered' | 'abstained' | 'refused';
  score?: number;
  daysAgo?: number;
  rating?: 'up' | 'down';
  comment?: string;
}

/** A file of conversations, one for each question. */
async function storeOf(questions: Asked[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'crossroads-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'store.db');
  const store = createSqliteStore({ path });
  for (const [
    n,
    { question, outcome = 'abstained', score = 1, daysAgo = 1, rating, comment },
  ] of questions.entries()) {
    const turn = completedTurn(`turn-${n}-secret`, {
      question,
      outcome,
      score,
      askedAt: Date.now() - daysAgo * DAY_MS,
    });
    if (turn.past) turn.past.standaloneQuery = question;
    await store.putTurn(`conversation-${n}-secret`, turn);
    const { turnId } = turn.snapshot;
    const feedback = rating && { turnId, rating, ...(comment ? { comment } : {}) };
    if (feedback) await store.putFeedback(`conversation-${n}-secret`, feedback);
  }
  await store.close();
  return path;
}

let retriever: Retriever;
beforeAll(async () => {
  retriever = createRetriever(
    await loadKnowledge(fileURLToPath(new URL('../../knowledge', import.meta.url))),
  );
});

async function gapsOf(questions: Asked[], days = 30): Promise<GapGroup[]> {
  const path = await storeOf(questions);
  return findGaps(await readShortfalls({ storePath: path }, Date.now() - days * DAY_MS), retriever);
}

describe('gaps', () => {
  test('are grouped by what they are about, most asked first, with the document to edit', async () => {
    const gaps = await gapsOf([
      { question: 'Which laptop should I buy?' },
      { question: 'What salary do AI engineers earn in Germany?' },
      { question: 'AI engineer salaries in Germany' },
      { question: 'what is the salary of an ai engineer in germany' },
      { question: 'Which laptop should I buy' },
      { question: 'How do AI engineers test what they build?', outcome: 'answered', score: 0.2 },
    ]);
    expect(gaps.map(({ asked, question }) => [asked, question])).toEqual([
      [3, 'What salary do AI engineers earn in Germany?'],
      [2, 'Which laptop should I buy?'],
      [1, 'How do AI engineers test what they build?'],
    ]);
    expect(gaps[0]?.alsoAsked).toHaveLength(2);
    expect(gaps[2]?.reasons).toEqual({ 'poorly grounded': 1 });
    expect(gaps[0]?.document?.path).toMatch(/\.md$/);
  });

  test('are what went badly within the days, and nothing that went well', async () => {
    const gaps = await gapsOf(
      [
        { question: 'Well answered?', outcome: 'answered' },
        { question: 'Answered, and praised?', outcome: 'answered', rating: 'up' },
        { question: 'Disliked answer about vectors?', outcome: 'answered', rating: 'down' },
        { question: 'Refused haiku?', outcome: 'refused', daysAgo: 6 },
        { question: 'Forgotten weather?', daysAgo: 8 },
      ],
      7,
    );
    expect(gaps.map(({ question, reasons }) => [question, reasons]).sort()).toEqual([
      ['Disliked answer about vectors?', { 'rated down': 1 }],
      ['Refused haiku?', { refused: 1 }],
    ]);
  });

  test('name nobody: neither visitors nor conversations', async () => {
    const gaps = await gapsOf([
      { question: "I'm Priya Natarajan, mail me at priya@example.com: which visa for Zurich?" },
      { question: 'My name is Tomasz, call +48 601 234 567: which visa for Zurich?' },
    ]);
    const printed: string[] = [];
    printGaps(gaps, 30, (line) => printed.push(line));
    for (const told of [JSON.stringify(gaps), printed.join('\n')]) {
      expect(told).toContain('which visa for Zurich?');
      expect(told).not.toMatch(/priya|natarajan|tomasz|601|secret/i);
    }
  });

  test('hold what those said who missed something, as nobody’s words', async () => {
    const disliked = { question: 'Which visa for Zurich?', outcome: 'answered', rating: 'down' } as const;
    const gaps = await gapsOf([
      { ...disliked, comment: 'No word about permits.\nWrite to priya@example.com', daysAgo: 2 },
      { ...disliked, comment: 'Too old', daysAgo: 1 },
      disliked,
    ]);
    expect(gaps[0]?.comments).toHaveLength(2);
    expect(gaps[0]?.comments[0]).toBe('Too old');
    const printed: string[] = [];
    printGaps(gaps, 30, (line) => printed.push(line));
    expect(printed.join('\n')).toContain('    said: No word about permits. Write to ');
    expect(printed.join('\n')).not.toContain('priya');
  });

  test('of a time without any are said to be none', () => {
    const printed: string[] = [];
    printGaps([], 9, (line) => printed.push(line));
    expect(printed).toEqual(['No question went unanswered in the last 9 days.']);
  });

  test('are printed by the command, while the server goes on writing', async () => {
    const path = await storeOf([{ question: 'Which laptop should I buy?' }]);
    const writer = createSqliteStore({ path });
    const later = {
      question: 'Which monitor should I buy?',
      askedAt: Date.now(),
      outcome: 'abstained',
    } as const;
    await writer.putTurn('conversation-1', completedTurn('turn-0001', later));
    const { code, stdout, stderr } = await crossroads(['gaps', '--json', '--days', '3'], {
      env: { STORE_PATH: path },
    });
    await writer.close();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ days: 3, gaps: [{ asked: 1 }, { asked: 1 }] });
  });

  test.each([
    [':memory:', /STORE_PATH is :memory:/],
    ['./no/such.db', /no\/such\.db: no conversations are kept there/],
  ])('of a store at %s cannot be told, and why', async (path, message) => {
    await expect(readShortfalls({ storePath: path }, 0)).rejects.toMatchObject({
      name: 'AppError',
      message: expect.stringMatching(message),
    });
  });
});
