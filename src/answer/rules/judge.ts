/** What one clause of a sentence says of what is asked: how much of it, and whether it denies that. English only. */
import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import type { Lexicon } from '../../text/lexicon.ts';
import { words } from '../../text/tokenize.ts';
import type { Clause } from './clauses.ts';
import { deniesDemand } from './demand.ts';
import { match, meaningOf } from './meaning.ts';

/** Words that stand for something named before. */
export const REFERS = /\b(?:it|them|this|that|so|one|do|does|is|are)\b/i;
/** A clause that leaves out what was said before it. */
export const ELLIPSIS = /\b(?:do|does|did|must|can|may|are|is|will|should|need to|have to|has to)\W*$/i;
/** What a denial sets beside what holds. */
const SETS_ASIDE = /^(?:instead of|rather than|other than|far from|free of)\b/i;

/** What a clause says of what is asked. */
export interface Judged {
  /** Weight of the asked words that the clause holds. */
  matched: number;
  denied: boolean;
  /** It denies something, and whether that is what was asked cannot be told. */
  unsure: boolean;
  text: string;
}

/** Of a sentence without clauses. */
export const NOTHING: Judged = { matched: 0, denied: false, unsure: false, text: '' };

/** How much of the predicate a clause holds, and whether it denies that. */
export function judge(
  { text, deniedFrom }: Clause,
  predicate: readonly WeighedTerm[],
  lexicon: Lexicon,
): Judged {
  const affirmed = meaningOf(text.slice(0, deniedFrom), lexicon);
  const behind = text.slice(deniedFrom);
  const denied = meaningOf(behind, lexicon);
  let matched = 0;
  let isDenied = false;
  let isContrary = false;
  for (const term of predicate) {
    const before = match(term, affirmed, lexicon);
    const after = match(term, denied, lexicon);
    matched += term.importance * Math.max(Math.abs(before), Math.abs(after));
    // What stands before the denial is its subject; what stands only behind it is what is denied.
    if (before === 0 && after !== 0) isDenied = true;
    if (before < 0 || after < 0) isContrary = true;
  }
  const denies = deniedFrom < text.length;
  // "By examples instead of written rules" sets aside what stands right behind, not all that it is about.
  const focus = predicate.at(-1);
  if (SETS_ASIDE.test(behind) && focus && match(focus, denied, lexicon) === 0) isDenied = false;
  // "Eggshells do nothing" holds the subject only; "is not required" denies what any demand asks.
  if (denies && (words(behind).length <= 1 || deniesDemand(behind))) isDenied = true;
  // "While AI engineers hardly need it": what is denied was named in another clause.
  if (matched === 0 && denies && REFERS.test(behind)) {
    return { matched: Number.EPSILON, denied: true, unsure: false, text };
  }
  // "..., while bell ringers must": what is affirmed was named in another clause.
  if (matched === 0 && ELLIPSIS.test(text))
    return { matched: Number.EPSILON, denied: false, unsure: false, text };
  // A denied contrary affirms: "it is not hard" says that it is easy.
  return { matched, denied: isDenied !== isContrary, unsure: denies && !isDenied, text };
}
