/** Puts a question and a sentence to the readers of a side, one after the other. */
import type { Concept } from '../../../text/lexicon.ts';
import { words } from '../../../text/tokenize.ts';
import { splitClauses } from '../clauses.ts';
import { FRAME_WEIGHT_LIMIT } from '../content.ts';
import { contrariesOf } from '../contraries.ts';
import { aboutAsked, isMissing, match, meaningOf } from '../meaning.ts';
import type { PolarityInput } from '../polarity.ts';
import { sideByAmount } from './amount.ts';
import type { Read, Side, SideReader } from './asked.ts';
import { sideByCell } from './cell.ts';
import { sideByDay } from './day.ts';
import { sideByFree } from './free.ts';
import { sideByLack } from './lack.ts';
import { sideByComparison, sideByOrder } from './order.ts';
import { sideByPrice } from './price.ts';
import { sideByValue } from './value.ts';

/** Kinds of question that have a reader of their own. */
const READERS: readonly SideReader[] = [
  sideByOrder,
  sideByComparison,
  sideByAmount,
  sideByDay,
  sideByPrice,
  sideByCell,
  sideByFree,
  sideByValue,
  sideByLack,
];

/** The side that the first reader takes which knows such a question; `asked` are the things it is about. */
export function readSide(asks: string, input: PolarityInput, asked: ReadonlySet<Concept>): Side | undefined {
  const read = readFor(asks, input, asked);
  for (const reader of READERS) {
    const side = reader(read);
    if (side) return side;
  }
  return undefined;
}

/** What the readers are told of a question and a sentence. */
function readFor(
  asks: string,
  { question, message = question, sentence, about, terms, lexicon }: PolarityInput,
  asked: ReadonlySet<Concept>,
): Read {
  const said = new Set(words(asks).map(({ word }) => word));
  const predicate = terms.filter(
    ({ word, weight, alike }) =>
      said.has(word) && weight > FRAME_WEIGHT_LIMIT && !alike.some((other) => lexicon.things.has(other)),
  );
  const clauses = aboutAsked(splitClauses(sentence), asked, lexicon).map(({ text }) => text);
  const own = asked.size === 1 ? clauses.join(', ') : sentence;
  const here = meaningOf(own, lexicon);
  const share = (meaning: ReadonlySet<string>, except: ReadonlySet<string>) => {
    const counted = predicate.filter(({ term }) => !except.has(term));
    if (counted.some((term) => isMissing(term, here, lexicon))) return 0;
    const total = counted.reduce((sum, { importance }) => sum + importance, 0);
    const held = counted.reduce(
      (sum, term) => sum + term.importance * Math.abs(match(term, meaning, lexicon)),
      0,
    );
    return total === 0 ? 0 : held / total;
  };
  return {
    message,
    asks,
    sentence: own,
    clauses,
    held: (except, clause) => share(clause ? meaningOf(clause, lexicon) : here, except),
    asksBesides: (except) => predicate.filter(({ term }) => !except.has(term)).length,
    heldAround: (except) => share(new Set([...here, ...meaningOf(about, lexicon)]), except),
    alike: (term) => [term, ...terms.filter((other) => other.term === term).flatMap(({ alike }) => alike)],
    contraries: (term) => contrariesOf(term, lexicon),
  };
}
