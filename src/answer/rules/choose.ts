/** Makes an answer of the best sentences: what answers, what it needs to be understood, and what adds to it. */
import { readRow } from './rows.ts';
import type { ScoredSentence } from './select.ts';

export interface Length {
  /** Sentences at most. */
  maxSentences: number;
  /** Words after which no further sentence is added. */
  maxWords: number;
}

/** Two to five sentences: what fits on a phone without scrolling. */
export const USUAL: Length = { maxSentences: 5, maxWords: 105 };

/** A further sentence must score at least this share of the best one: more when it stands in another section. */
const WORTH_SAYING = { here: 0.45, elsewhere: 0.55 };
/** Share of what the best sentence holds that a further row must hold. */
const ROW_HOLDS = 0.9;
/** Sentences that share more of their words than this say the same. */
const SAME = 0.6;

/**
 * Words with which a sentence opens that leans on the one before it: pronouns, pointers and connectives. English only;
 * a sentence that merely looks so costs one sentence more.
 */
const LEANING =
  /^(?:["'(“]*)(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|this|that|these|those|such|both(?! \S+ and\b)|neither(?! \S+ nor\b)|either(?! \S+ or\b)|but|yet|however|so|thus|hence|therefore|instead|otherwise|then|still|also|besides|moreover|nevertheless|nor|or|and|because of this|(?:later|earlier|sooner|longer|more|less|other|anything \w+) than (?:that|this)|(?:after|before|above|beyond|below|past|until|by|from) (?:that|then)\b|as a result|in that case|in this case|for this reason|for example|for instance|here|there(?! (?:is|are|was|were|will|has|have)\b)|one(?! of (?:the|our|my|its|a)\b)|another|others?|the (?:first|second|third|fourth|last|latter|former|other|same|opposite|result|reason)s?)\b/i;

/** Whether a sentence cannot be understood without the one before it. */
export function leans(text: string): boolean {
  return LEANING.test(text);
}

/**
 * Chooses from all scored sentences, best first; `asked` are the terms of the question. The best one comes first with the sentences it leans on and the one
 * that leans on it; then others that add something.
 */
export function choose(
  scored: readonly ScoredSentence[],
  asked: ReadonlySet<string>,
  length: Length = USUAL,
): ScoredSentence[] {
  const [best] = scored;
  if (!best) return [];
  const at = new Map(scored.map((sentence) => [key(sentence), sentence]));
  const chosen: ScoredSentence[] = [];
  let words = 0;
  const add = (sentence: ScoredSentence | undefined): boolean => {
    if (!sentence || chosen.includes(sentence)) return true;
    const more = sentence.text.split(/\s+/).length;
    const full = chosen.length >= length.maxSentences || words + more > length.maxWords;
    if (full && chosen.length > 0) return false;
    chosen.push(sentence);
    words += more;
    return true;
  };
  const neighbour = (sentence: ScoredSentence, step: number) => at.get(key(sentence, step));

  for (const sentence of scored) {
    if (chosen.length >= length.maxSentences || sentence.score < WORTH_SAYING.here * best.score) break;
    if (sectionOf(sentence) !== sectionOf(best) && sentence.score < WORTH_SAYING.elsewhere * best.score)
      continue;
    const isOfTable = readRow(sentence.text) !== undefined && chosen.length > 0;
    // Rows share their headers, and tell the same only of what they name: those that hold less are about something else.
    if (isOfTable && sentence.coverage < ROW_HOLDS * best.coverage) continue;
    if (!isOfTable && chosen.some((other) => overlap(other, sentence, asked) > SAME)) continue;
    const before = chosen.length;
    if (!add(sentence)) continue;
    const support: ScoredSentence[] = [];
    for (let lean: ScoredSentence | undefined = sentence; lean && leans(lean.text) && support.length < 2; ) {
      lean = neighbour(lean, -1);
      if (lean) support.push(lean);
    }
    // A sentence that would stand without its footing is worse than none.
    if (!support.every(add) && before > 0) {
      chosen.length = before;
      continue;
    }
    const after = neighbour(sentence, 1);
    if (after && leans(after.text)) add(after);
  }
  return answerFirst(chosen);
}

/**
 * The best sentence first, with those it leans on before it and those that lean on it behind it; then the others,
 * passage by passage, in the order in which a reader finds them.
 */
function answerFirst(chosen: readonly ScoredSentence[]): ScoredSentence[] {
  const [best] = chosen;
  if (!best) return [];
  const passages = [...new Set(chosen.map(({ hit }) => hit.passage.id))];
  const inOrder = [...chosen].sort(
    (a, b) => passages.indexOf(a.hit.passage.id) - passages.indexOf(b.hit.passage.id) || a.index - b.index,
  );
  const place = inOrder.indexOf(best);
  let from = place;
  while (from > 0 && leans(inOrder[from]?.text ?? '')) from--;
  let to = place + 1;
  while (to < inOrder.length && inOrder[to]?.hit === best.hit && leans(inOrder[to]?.text ?? '')) to++;
  return [...inOrder.slice(from, to), ...inOrder.slice(0, from), ...inOrder.slice(to)];
}

const sectionOf = ({ hit: { passage } }: ScoredSentence) =>
  `${passage.documentId} ${passage.headings.join('\n')}`;
const key = ({ hit, index }: ScoredSentence, step = 0) => `${hit.passage.id} ${index + step}`;

/**
 * Share of what the sentence with fewer terms says beyond the words of the question that the other one says too: all
 * good sentences share the words of the question.
 */
export function overlap(a: ScoredSentence, b: ScoredSentence, asked: ReadonlySet<string>): number {
  const [small, large] = a.terms.size <= b.terms.size ? [a.terms, b.terms] : [b.terms, a.terms];
  let said = 0;
  let shared = 0;
  for (const term of small) {
    if (asked.has(term)) continue;
    said++;
    if (large.has(term)) shared++;
  }
  return said === 0 ? 1 : shared / said;
}
