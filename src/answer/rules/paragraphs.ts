/** Of a section of several paragraphs the one that holds the question answers it, though its questions are listed above the first. */
import type { ScoredSentence } from './select.ts';

/** Share of the question by which a paragraph must hold more than the one below the listed questions. */
const MORE = 0.15;
/** The place of a sentence that neither opens its section's answer nor comes second. */
const FURTHER = 2;

/** How much a sentence's section says that it answers the question, and its place in the answer, from 0. */
export interface Led {
  listed: number;
  place: number;
}

const sectionOf = ({ hit: { passage } }: ScoredSentence) =>
  `${passage.documentId}\n${passage.headings.join('\n')}`;

/** Finds the paragraph that leads each section. Linear in the sentences. */
export function leadsOf(scored: readonly ScoredSentence[]): (sentence: ScoredSentence) => Led {
  /** Section → its paragraph with the listed questions, and the sentence that holds most. */
  const sections = new Map<string, { below: ScoredSentence; most: ScoredSentence }>();
  const held = new Map<string, number>();
  for (const sentence of scored) {
    const { id } = sentence.hit.passage;
    held.set(id, Math.max(held.get(id) ?? 0, sentence.coverage));
    const key = sectionOf(sentence);
    const known = sections.get(key) ?? { below: sentence, most: sentence };
    sections.set(key, {
      below: sentence.listed > known.below.listed ? sentence : known.below,
      most: sentence.coverage > known.most.coverage ? sentence : known.most,
    });
  }
  return (sentence) => {
    const { below, most } = sections.get(sectionOf(sentence)) ?? { below: sentence, most: sentence };
    const own = held.get(below.hit.passage.id) ?? 0;
    if (below.listed === 0 || most.hit === below.hit || most.coverage < own + MORE)
      return { listed: sentence.listed, place: sentence.index };
    return {
      listed: sentence.hit === most.hit ? below.listed : sentence.listed,
      place: sentence === most ? 0 : FURTHER,
    };
  };
}
