/** Words of general English that deny one another: "open" is answered "no" by "closed". The lexicon adds the topic's own. */
import type { Lexicon } from '../../text/lexicon.ts';
import { stem } from '../../text/tokenize.ts';

const PAIRS = `
open closed, open shut, easy hard, easy difficult, easier harder, simple complicated, simple complex, same different, better
worse, best worst, more less, more fewer, high low, higher lower, cheap expensive, cheap dear, cheaper dearer, cheaper pricier, allowed
forbidden, allowed banned, allow forbid, permitted forbidden, legal illegal, legal banned, possible impossible, safe dangerous,
safe poisonous, wet dry, hot cold, warm cold, fast slow, faster slower, strong weak, big small, bigger smaller, large
small, larger smaller, long short, longer shorter, old new, old young, older younger, older newer, early late, earlier
later, included excluded, included extra, accept refuse, alive dead, grow shrink, grow decline, rise fall, increase
decrease, win lose, remember forget, light heavy, lighter heavier, deep shallow, wide narrow, clean dirty, quiet loud, quiet noisy,
useful useless, full empty, rare common, public private, indoor outdoor, indoors outdoors, necessary optional, required
optional, required unnecessary, required voluntary, needed unnecessary, mandatory optional, mandatory voluntary, compulsory optional, compulsory voluntary, always never, everybody nobody,
everyone nobody, rise same, increase same, grow same, fall same, change same, change unchanged
`;

const contraries = new Map<string, Set<string>>();
for (const pair of PAIRS.split(',')) {
  const [left, right] = pair.trim().split(/\s+/).map(stem);
  if (left === undefined || right === undefined) continue;
  contraries.set(left, (contraries.get(left) ?? new Set()).add(right));
  contraries.set(right, (contraries.get(right) ?? new Set()).add(left));
}

/** Stems of the words that mean the contrary of a stem. */
export function contrariesOf(term: string, lexicon: Lexicon): readonly string[] {
  return [...lexicon.opposites(term), ...(contraries.get(term) ?? [])];
}
