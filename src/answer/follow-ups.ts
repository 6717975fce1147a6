/** Questions to offer: taken from the knowledge, and only such as it can really answer. */
import type { Hit, Knowledge, Passage } from '../domain.ts';
import type { Retriever } from '../retrieval/retrieve.ts';
import { terms, termsOfKnowledge } from '../text/tokenize.ts';
import { isAboutChat } from '../understanding/self.ts';
import { whatAnswers } from './covered.ts';

/** How many are offered after an answer, and before the first question. */
const OFFERED = 3;

/** Questions of a section that are looked at; the others are mostly the same in other words. */
const LOOKED_AT = 4;
/** Share of two questions' words from which they ask the same. */
const SAME_FROM = 0.6;

export interface FollowUpInput {
  /** What was found for the question, best first. */
  hits: readonly Hit[];
  /** Ids of the passages that the answer cites. */
  cited: ReadonlySet<string>;
  /** Every question asked in this conversation. */
  asked: readonly string[];
  search: Retriever;
  /** Nothing was answered: where nothing is near either, the starters show what can be asked. Default: no. */
  isDeclined?: boolean;
}

/**
 * One question each of the sections nearest to the answer. None that was asked, that says something of the visitor
 * ("I am a nurse, ...") or is about the chat unasked, or that would be answered from what was just cited or by what another one offers.
 */
export function followUps({ hits, cited, asked, search, isDeclined = false }: FollowUpInput): string[] {
  const saying = hits.filter(({ passage }) => cited.has(passage.id)).map(({ passage }) => passage);
  const near = nearest(hits, saying, search);
  const isListed = near.some(({ questions }) => questions.length > 0);
  const done = new Set(saying.map(sectionOf));
  const known = asked.map((question) => contentOf(question));
  const ofChat = isAboutChat(asked.at(-1) ?? '');
  const offered: string[] = [];
  for (const passage of near) {
    if (offered.length === OFFERED) break;
    if (done.has(sectionOf(passage))) continue;
    const questions = isListed ? passage.questions : questionsOf(passage);
    const question = questions.slice(0, LOOKED_AT).find((candidate) => {
      if (SPEAKS_FOR_VISITOR.test(candidate) || (isAboutChat(candidate) && !ofChat)) return false;
      if (known.some((one) => isSame(one, contentOf(candidate, termsOfKnowledge)))) return false;
      const answering = whatAnswers(candidate, search);
      return answering !== undefined && !done.has(sectionOf(answering));
    });
    if (question === undefined) continue;
    done.add(sectionOf(passage)).add(sectionOf(whatAnswers(question, search) ?? passage));
    known.push(contentOf(question));
    offered.push(question);
  }
  if (offered.length > 0 || !isDeclined) return offered;
  return starters(search.knowledge).filter(
    (question) => !known.some((one) => isSame(one, contentOf(question, termsOfKnowledge))),
  );
}

const SPEAKS_FOR_VISITOR = /^(?:i am|i'm|i have|i've|i know|i like|i love|i hate|i enjoy|i work|as an? )\b/i;

/** Passages by how near they stand to what was asked and to what was said: by the sum of their reciprocal ranks. */
function nearest(hits: readonly Hit[], saying: readonly Passage[], search: Retriever): Passage[] {
  const ranked = new Map<Passage, number>();
  const count = (passages: readonly Passage[], weight: number) => {
    for (const [rank, passage] of passages.entries())
      ranked.set(passage, (ranked.get(passage) ?? 0) + weight / (RANK_OFFSET + rank));
  };
  count(
    hits.map(({ passage }) => passage),
    1,
  );
  for (const passage of saying) count(neighboursOf(passage, search), 1 / saying.length);
  return [...ranked].sort(([, a], [, b]) => b - a).map(([passage]) => passage);
}

/** Damps the first ranks, as in reciprocal rank fusion (Cormack 2009), for lists of a dozen. */
const RANK_OFFSET = 3;
/** Passages that are kept as near to another one. */
const NEIGHBOURS = 12;
/** Passages whose neighbours are remembered, at most. */
const REMEMBERED = 2000;

const neighbours = new WeakMap<Retriever, Map<string, readonly Passage[]>>();

/** What a search for a passage's own heading and first words finds besides it; worked out once for each version. */
function neighboursOf(passage: Passage, search: Retriever): readonly Passage[] {
  const known = neighbours.get(search) ?? new Map<string, readonly Passage[]>();
  neighbours.set(search, known);
  const before = known.get(passage.id);
  if (before) return before;
  const question = `${passage.headings.at(-1) ?? ''} ${passage.text.slice(0, OPENING)}`;
  const found = search
    .search({ question, top: NEIGHBOURS })
    .hits.map((hit) => hit.passage)
    .filter(({ id }) => id !== passage.id);
  if (known.size < REMEMBERED) known.set(passage.id, found);
  return found;
}

/** Characters of a passage that say what it is about. */
const OPENING = 200;

const opening = new WeakMap<Knowledge, string[]>();

/** One question each of the first sections of the owner's articles. Linear in the knowledge the first time, free afterwards. */
export function starters(knowledge: Knowledge): string[] {
  const known = opening.get(knowledge);
  if (known) return known;
  const articles = knowledge.passages.filter(
    ({ documentId }) => knowledge.documents.get(documentId)?.kind === 'article',
  );
  const bySection = new Map<string, string>();
  for (const passage of articles) {
    const [question] = questionsOf(passage);
    if (question !== undefined && !bySection.has(sectionOf(passage)))
      bySection.set(sectionOf(passage), question);
  }
  const found = [...bySection.values()].slice(0, OFFERED);
  opening.set(knowledge, found);
  return found;
}

/** The questions that a passage says it answers; else what its heading stands for. */
function questionsOf({ questions, headings }: Passage): readonly string[] {
  const heading = headings.at(-1);
  if (questions.length > 0 || heading === undefined) return questions;
  return [heading.endsWith('?') ? heading : `What about “${heading}”?`];
}

const sectionOf = ({ documentId, headings }: Passage) => [documentId, ...headings].join('\n');

/** The content words of a question, as stems. */
const contentOf = (question: string, read = terms): ReadonlySet<string> =>
  new Set(read(question).map(({ term }) => term));

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((term) => other.has(term)).length;
  return shared >= SAME_FROM * Math.max(1, new Set([...one, ...other]).size);
}
