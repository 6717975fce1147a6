/** `crossroads gaps`: what visitors asked and were not, or poorly, answered; grouped, with the document to edit. */
import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import type { Retriever } from '../retrieval/retrieve.ts';
import { MEMORY_STORE } from '../store/create.ts';
import type { Shortfall } from '../store/shortfall.ts';
import { createSqliteStore } from '../store/sqlite.ts';
import { maskPersonal } from '../text/mask.ts';
import { fold } from '../text/tokenize.ts';

/** Questions that share at least this part of what they are about, by weight, are one gap. */
const MIN_LIKENESS = 0.5;
/** Other wordings, and visitors' comments, that a gap shows. */
const MAX_WORDINGS = 4;

/** Like questions, personal data masked. */
export interface GapGroup {
  /** The wording asked most often. */
  question: string;
  /** Others, most frequent first, at most four. */
  alsoAsked: string[];
  /** How often it was asked in all. */
  asked: number;
  reasons: Partial<Record<Shortfall['reason'], number>>;
  /** What visitors who rated an answer down said was missing, newest first, at most four. */
  comments: string[];
  /** ISO time. */
  lastAsked: string;
  /** The one that comes nearest; absent when no word of the question occurs in any. */
  document?: { id: string; title: string; path: string };
}

/** @throws AppError when there is nothing to read, `config_invalid` or `not_found`, or it cannot be read. */
export async function readShortfalls(
  { storePath, redis }: Pick<Config, 'storePath' | 'redis'>,
  since: number,
): Promise<Shortfall[]> {
  if (redis) return (await import('./gaps-redis.ts')).readRedisShortfalls(redis, since);
  if (storePath === MEMORY_STORE) {
    throw new AppError(
      'config_invalid',
      'STORE_PATH is :memory:, so nothing is kept to read. For example: STORE_PATH=./data/crossroads.db',
    );
  }
  if (!existsSync(storePath)) {
    throw new AppError(
      'not_found',
      `${storePath}: no conversations are kept there; STORE_PATH names the server's file`,
    );
  }
  const store = createSqliteStore({ path: storePath, readOnly: true });
  try {
    return await store.shortfalls(since);
  } finally {
    await store.close();
  }
}

interface Wording {
  text: string;
  shortfalls: Shortfall[];
}

interface Group {
  wordings: Wording[];
  /** What the first wording is about: terms with their weights. */
  topic: ReadonlyMap<string, number>;
  document: GapGroup['document'];
}

/** Weighted Jaccard: rare words say what a question is about, and words of every question next to nothing. */
function likeness(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let shared = 0;
  let all = 0;
  for (const [term, weight] of one) {
    all += weight;
    if (other.has(term)) shared += weight;
  }
  for (const [term, weight] of other) if (!one.has(term)) all += weight;
  return all === 0 ? 0 : shared / all;
}

/** The same words in any case, spacing and end are one wording. Most frequent first. */
function wordingsOf(shortfalls: readonly Shortfall[]): Wording[] {
  const wordings = new Map<string, Wording>();
  for (const shortfall of shortfalls) {
    const text = shortfall.standaloneQuery.replace(/\s+/g, ' ').trim();
    const key = fold(text).replace(/(?<![\s?!.])[\s?!.]+$/, '');
    const wording = wordings.get(key) ?? { text, shortfalls: [] };
    wording.shortfalls.push(shortfall);
    wordings.set(key, wording);
  }
  return [...wordings.values()].sort((a, b) => b.shortfalls.length - a.shortfalls.length);
}

/** Groups by likeness to the most frequent wording. @returns the gaps, most asked first. */
export function findGaps(
  shortfalls: readonly Shortfall[],
  retriever: Pick<Retriever, 'search' | 'knows'>,
): GapGroup[] {
  const groups: Group[] = [];
  for (const wording of wordingsOf(shortfalls)) {
    const { terms, hits } = retriever.search({ question: wording.text, top: 1 });
    const topic = new Map(terms.map(({ term, importance }) => [term, importance]));
    const ranked = groups.map((group) => ({ group, score: likeness(group.topic, topic) }));
    const nearest = ranked.reduce<(typeof ranked)[number] | undefined>(
      (best, next) => (next.score > (best?.score ?? 0) ? next : best),
      undefined,
    );
    if (nearest && nearest.score >= MIN_LIKENESS) nearest.group.wordings.push(wording);
    else groups.push({ wordings: [wording], topic, document: hits[0]?.document });
  }
  return groups.map((group) => summarise(group, retriever.knows)).sort((a, b) => b.asked - a.asked);
}

function summarise({ wordings, document }: Group, isKnown: (word: string) => boolean): GapGroup {
  const shortfalls = wordings.flatMap((wording) => wording.shortfalls);
  const reasons: GapGroup['reasons'] = {};
  for (const { reason } of shortfalls) reasons[reason] = (reasons[reason] ?? 0) + 1;
  const [question = '', ...others] = new Set(wordings.map(({ text }) => maskPersonal(text, isKnown)));
  return {
    question,
    alsoAsked: others.slice(0, MAX_WORDINGS),
    asked: shortfalls.length,
    reasons,
    comments: shortfalls
      .toSorted((a, b) => b.askedAt - a.askedAt)
      .flatMap(({ comment }) => (comment ? [maskPersonal(comment.replace(/\s+/g, ' ').trim(), isKnown)] : []))
      .slice(0, MAX_WORDINGS),
    lastAsked: new Date(Math.max(...shortfalls.map(({ askedAt }) => askedAt))).toISOString(),
    ...(document ? { document: { id: document.id, title: document.title, path: document.path } } : {}),
  };
}

/** Prints the gaps for a person. */
export function printGaps(gaps: readonly GapGroup[], days: number, print: (line: string) => void): void {
  if (gaps.length === 0) print(`No question went unanswered in the last ${days} days.`);
  for (const { question, alsoAsked, asked, reasons, comments, lastAsked, document } of gaps) {
    const why = Object.entries(reasons).map(([reason, count]) => `${count} ${reason}`);
    print(`${asked} × ${question}`);
    for (const other of alsoAsked) print(`    also: ${other}`);
    print(`    ${why.join(', ')}; last on ${lastAsked.slice(0, 10)}`);
    for (const comment of comments) print(`    said: ${comment}`);
    print(
      `    nearest: ${document ? `${document.path} (${document.title})` : 'no document; write a new one'}`,
    );
  }
}
