/** Questions to offer: taken from the knowledge, and only such as it can really answer. */
import type { Hit, Knowledge, Passage } from '../domain.ts';

/** How many are offered after an answer, and before the first question. */
const OFFERED = 3;

export interface FollowUpInput {
  /** What was found for the question, best first. */
  hits: readonly Hit[];
  /** Ids of the passages that the answer cites. */
  cited: ReadonlySet<string>;
  /** Every question asked in this conversation. */
  asked: readonly string[];
  /** Whether a question would be answered. */
  canAnswer: (question: string) => boolean;
}

/** One question each of the sections near the answer, but not of those just cited or asked about. */
export function followUps({ hits, cited, asked, canAnswer }: FollowUpInput): string[] {
  const known = new Set(asked.map(normalise));
  const done = new Set(
    hits.filter(({ passage }) => cited.has(passage.id)).map(({ passage }) => sectionOf(passage)),
  );
  const offered: string[] = [];
  const listed = hits.some(({ passage }) => passage.questions.length > 0);
  for (const { passage } of hits) {
    if (offered.length === OFFERED) break;
    if (done.has(sectionOf(passage))) continue;
    const questions = listed ? passage.questions : questionsOf(passage);
    const question = questions.find((candidate) => !known.has(normalise(candidate)) && canAnswer(candidate));
    if (question === undefined) continue;
    done.add(sectionOf(passage));
    known.add(normalise(question));
    offered.push(question);
  }
  return offered;
}

/** One question each of the first sections of the owner's articles. */
export function starters(knowledge: Knowledge): string[] {
  const articles = knowledge.passages.filter(
    ({ documentId }) => knowledge.documents.get(documentId)?.kind === 'article',
  );
  const bySection = new Map<string, string>();
  for (const passage of articles) {
    const [question] = questionsOf(passage);
    if (question !== undefined && !bySection.has(sectionOf(passage)))
      bySection.set(sectionOf(passage), question);
  }
  return [...bySection.values()].slice(0, OFFERED);
}

/** The questions that a passage says it answers; else what its heading stands for. */
function questionsOf({ questions, headings }: Passage): readonly string[] {
  const heading = headings.at(-1);
  if (questions.length > 0 || heading === undefined) return questions;
  return [heading.endsWith('?') ? heading : `What about “${heading}”?`];
}

const sectionOf = ({ documentId, headings }: Passage) => [documentId, ...headings].join('\n');
const normalise = (question: string) =>
  question
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
