/** The answerer without a model: says the best sentences of the best passages, cited, or that it is not covered. */
import { rarity } from '../../retrieval/background.ts';
import { terms } from '../../text/tokenize.ts';
import type { Answerer } from '../answerer.ts';
import { inDeltas, say } from './compose.ts';
import { PHRASES } from './phrases.ts';
import { type ScoredSentence, scoreSentences } from './select.ts';

/** Sentences of an answer, at most. */
const MAX_SENTENCES = 3;
/** A further sentence must score at least this share of the best one. */
const WORTH_SAYING = 0.6;

/** Creates the rules answerer. It keeps no state and never calls out. */
export function createRulesAnswerer(): Answerer {
  return {
    name: 'rules',
    async *answer(task, { signal }) {
      if (!task.covered) {
        const near = task.hits[0];
        const topic = near?.passage.headings.at(-1) ?? near?.document.title;
        yield* inDeltas(topic ? `${PHRASES.notCovered} ${PHRASES.nearest(topic)}` : PHRASES.notCovered);
        yield { type: 'end', outcome: 'abstained', finishReason: 'stop' };
        return;
      }
      const weights = new Map(terms(task.standaloneQuery).map(({ term }) => [term, rarity(term)]));
      const chosen = choose(scoreSentences(task.hits, weights));
      yield* say(
        chosen.map((from) => ({ text: from.text, from })),
        { signal },
      );
      yield { type: 'end', outcome: 'answered', finishReason: 'stop' };
    },
  };
}

/** The best sentences that add something, in the order in which a reader finds them in a passage. */
function choose(scored: readonly ScoredSentence[]): ScoredSentence[] {
  const [best] = scored;
  if (!best) return [];
  const chosen = [best];
  for (const sentence of scored.slice(1)) {
    if (chosen.length === MAX_SENTENCES || sentence.score < WORTH_SAYING * best.score) break;
    if (chosen.every((other) => overlap(other, sentence) < 0.6)) chosen.push(sentence);
  }
  return chosen.sort((a, b) => (a.hit === b.hit ? a.index - b.index : chosen.indexOf(a) - chosen.indexOf(b)));
}

/** Share of the shorter sentence's terms that the other one holds too. */
function overlap(a: ScoredSentence, b: ScoredSentence): number {
  const [small, large] = a.terms.size <= b.terms.size ? [a.terms, b.terms] : [b.terms, a.terms];
  let shared = 0;
  for (const term of small) if (large.has(term)) shared++;
  return small.size === 0 ? 1 : shared / small.size;
}
