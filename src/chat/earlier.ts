/** What a follow-up takes from earlier turns when it is looked up: which of them carries it, and where it is likely told. */
import type { PastTurn } from '../domain.ts';
import type { Retriever } from '../retrieval/retrieve.ts';
import { terms, words } from '../text/tokenize.ts';
import { asksReason } from '../understanding/reactions.ts';
import type { QueryRule, StandaloneQuery } from './query.ts';

/** Rules by which a message asks what an earlier one asked: it wants an answer of the same kind. */
const INHERITS: ReadonlySet<QueryRule> = new Set([
  'same question',
  'other thing',
  'in that case',
  'returned',
]);

/** Whether a message asks what an earlier one asked, perhaps of another thing. */
export function asksTheSame({ rule }: StandaloneQuery): boolean {
  return INHERITS.has(rule);
}

/** Rules by which a message says something of its own about what an earlier one was about. */
const LEANS: ReadonlySet<QueryRule> = new Set(['same thing', 'in that case']);

/** Turns back that a follow-up is tried on where the newest does not carry it. */
const TURNS_BACK = 2;

/**
 * A follow-up may lean on what was talked of before the last question: "how long does it take?" after an aside. Where the
 * newest reading is not covered, the question is read as it would have been one turn earlier, and then two.
 * @returns the first reading that is covered, else the newest.
 */
export function carriedBy<Looked extends { gap: { reason: string } | undefined }>(
  newest: StandaloneQuery,
  {
    past,
    read,
    look,
  }: {
    past: readonly PastTurn[];
    read: (past: readonly PastTurn[]) => StandaloneQuery;
    look: (query: StandaloneQuery) => Looked;
  },
): Looked & { query: StandaloneQuery } {
  const first = { query: newest, ...look(newest) };
  if (!first.gap || first.gap.reason === 'outside' || !LEANS.has(newest.rule)) return first;
  for (let back = 1; back <= TURNS_BACK && back < past.length; back++) {
    const query = read(past.slice(0, -back));
    if (!LEANS.has(query.rule) || query.text === newest.text) continue;
    const older = { query, ...look(query) };
    if (!older.gap) return older;
  }
  return first;
}

/** "Is my chain worn?", "can I just replace the chain?": the last turn that was answered, if it names what is named again. */
function namedAgain(question: string, past: readonly PastTurn[]): PastTurn | undefined {
  const last = past.findLast(({ outcome }) => outcome === 'answered');
  const before = new Set(terms(last?.standaloneQuery ?? '').map(({ term }) => term));
  return terms(question).some(({ term }) => before.has(term)) ? last : undefined;
}

/** The passages cited by the answer that a follow-up leans on, or goes on from by a word of its question; undefined where another thing is asked about, or a reason. */
export function nearbyOf(
  query: StandaloneQuery,
  question: string,
  past: readonly PastTurn[],
): ReadonlySet<string> | undefined {
  const asksOther = asksTheSame(query) && query.rule !== 'in that case';
  if (asksOther || asksReason(question)) return undefined;
  const leansOn =
    query.dependsOn === undefined
      ? namedAgain(question, past)
      : past.find(({ turnId }) => turnId !== '' && turnId === query.dependsOn);
  return leansOn && new Set(leansOn.citations.map(({ passageId }) => passageId));
}

/** The words of an earlier text that the knowledge or general English has: others can find nothing now. */
export function known(text: string, search: Retriever): string {
  return words(text)
    .filter(({ word }) => search.knows(word))
    .map(({ start, end }) => text.slice(start, end))
    .join(' ');
}
