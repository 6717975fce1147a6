/** What earlier turns add to a search, and what it weighs there. */
import type { PastTurn } from '../domain.ts';
import { rarity } from '../retrieval/background.ts';
import type { CarriedText } from '../retrieval/retrieve.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { terms } from '../text/tokenize.ts';
import { withoutOpening } from './openings.ts';
import { namingWords, wordCount } from './rewrite.ts';

/** Share of its weight that a word of an earlier question keeps for each turn it lies back. */
const DECAY = 0.4;
/** Weight of the most telling words of the answer before. */
const ANSWER_WEIGHT = 0.1;
const ANSWER_TERMS = 5;
/** Weight of the sentence that "why?" and "like what?" are put to: the first of the answer before. */
const CLAIM_WEIGHT = 0.25;
/** Earlier questions that are looked at. */
const TURNS = 4;

/** Words of earlier questions that were answered, the further back the lighter. */
export function carry(topical: readonly PastTurn[], lexicon: Lexicon): CarriedText[] {
  return topical
    .filter(({ outcome }) => outcome === 'answered')
    .slice(-TURNS)
    .reverse()
    .map(({ question }, distance) => ({
      text: namingWords(withoutOpening(question, lexicon), lexicon)
        .map(({ word }) => word)
        .join(' '),
      weight: DECAY ** (distance + 1),
    }))
    .filter(({ text }) => text !== '');
}

/** What was claimed: the first sentence of the last answer. */
export function claimOf({ answer, outcome }: PastTurn, weight = CLAIM_WEIGHT): CarriedText[] {
  const [first] = outcome === 'answered' ? answer.split(/(?<=[.!?])\s/, 1) : [];
  return first === undefined || wordCount(first) < 3 || first.includes('\n') ? [] : [{ text: first, weight }];
}

/** The rarest words of the last answer: a person who rewrites a follow-up takes half of her words from there. */
export function fromAnswer({ answer }: PastTurn): CarriedText[] {
  const counted = new Map<string, { word: string; weight: number }>();
  for (const { term, word } of terms(answer)) {
    if (/^\d+$/.test(word)) continue;
    const known = counted.get(term)?.weight ?? 0;
    counted.set(term, { word, weight: known + rarity(term) });
  }
  const best = [...counted.values()].sort((a, b) => b.weight - a.weight).slice(0, ANSWER_TERMS);
  return best.length === 0 ? [] : [{ text: best.map(({ word }) => word).join(' '), weight: ANSWER_WEIGHT }];
}
