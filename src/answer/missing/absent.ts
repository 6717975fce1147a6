/** "Are there toilets on board?", "do you have any maps?": what is asked for is whether there is such a thing. */
import type { Found, WeighedTerm } from '../../retrieval/retrieve.ts';
import type { Lexicon } from '../../text/lexicon.ts';
import { words } from '../../text/tokenize.ts';
import { GENERIC } from '../../understanding/nouns.ts';
import { core, lastQuestion } from '../../understanding/question.ts';
import { readPassage } from '../rules/reading.ts';
import { everythingIn, isToldOf } from '../share-held.ts';

const EXISTS =
  /^(?:(?:is|are|was|were) there|(?:do|does|have|has) (?:you|they|it|the \w+) (?:have|got|sell|stock|offer))(?: any| some| an?)? (.+?)(?: (?:in|on|at|for|with|to|from|near|by|around|inside|during|when|if|that|which|who|i|we|you)\b.*)?\W*$/;
/** Passages that are looked through. */
const READ = 3;

/** The thing whose being there is asked, where none of the best passages tells of it, as typed; else empty. */
export function absentThing(question: string, { hits, terms }: Found, lexicon: Lexicon): string[] {
  const thing = new Set(words(EXISTS.exec(core(lastQuestion(question)))?.[1] ?? '').map(({ word }) => word));
  const named = terms.filter(
    ({ word, weight, alike }) =>
      weight === 1 &&
      thing.has(word) &&
      !GENERIC.has(word) &&
      !alike.some((other) => lexicon.things.has(other)),
  );
  const read = hits.slice(0, READ).map((hit) => everythingIn(readPassage(hit, lexicon)));
  const isTold = (term: WeighedTerm) =>
    isToldOf(term, hits, lexicon) ||
    // Where the owner wrote which words are alike, a dictionary's are too loose.
    (lexicon.things.size === 0 && term.standIns?.some((other) => read.some((found) => found.has(other))));
  return named.some(isTold) ? [] : named.map(({ word }) => word);
}
