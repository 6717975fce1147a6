/** Questions to offer: taken from the knowledge, and only such as it can really answer. */
import type { Hit, Knowledge } from '../domain.ts';

/** How many are offered after an answer, and before the first question. */
const OFFERED = 3;

/** Questions that the sections near the answer say they answer, but not the sections just cited or asked. */
export function followUps(
  hits: readonly Hit[],
  cited: ReadonlySet<string>,
  asked: readonly string[],
): string[] {
  const known = new Set(asked.map(normalise));
  const citedSections = new Set(hits.filter(({ passage }) => cited.has(passage.id)).map(sectionOf));
  const offered: string[] = [];
  const used = new Set<string>();
  for (const hit of hits) {
    const section = sectionOf(hit);
    if (citedSections.has(section) || used.has(section) || offered.length === OFFERED) continue;
    const question = hit.passage.questions.find((candidate) => !known.has(normalise(candidate)));
    if (question === undefined) continue;
    used.add(section);
    offered.push(question);
  }
  return offered;
}

/** One question each of the first sections of the owner's articles. */
export function starters(knowledge: Knowledge): string[] {
  const documents = [...knowledge.documents.values()];
  const articles = documents.filter(({ kind }) => kind === 'article').map(({ id }) => id);
  const questions = knowledge.passages
    .filter(({ documentId }) => articles.includes(documentId))
    .flatMap(({ questions: [first] }) => (first === undefined ? [] : [first]));
  return questions.slice(0, OFFERED);
}

const sectionOf = ({ passage }: Hit) => `${passage.documentId} ${passage.headings.join(' ')}`;
const normalise = (question: string) =>
  question
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
