/** Which words of a text speak for which words of a question: the word itself, one of like meaning, one of its family. */
import { isConcept } from '../text/lexicon.ts';
import type { QueryTerm } from './bm25.ts';
import type { InvertedIndex } from './inverted-index.ts';

/** That a word of a text speaks for the question's word number `slot`. */
export interface Match {
  slot: number;
  /** 1 for the word itself, less for one like it. */
  credit: number;
}

/** What a word of like meaning, one that the owner calls the same, and one of the same family count for beside the word itself. */
const CREDIT = { alike: 0.4, concept: 0.7, family: 0.8 };

/** Shortest common beginning of a family, and its share of the longer stem. */
const FAMILY = { chars: 5, share: 0.6 };

/** Whether two stems begin so much alike that a reader takes them for one word: "persia" and "persian". */
export function isFamily(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  let same = 0;
  while (same < longer && a[same] === b[same]) same++;
  return same >= FAMILY.chars && same >= FAMILY.share * longer;
}

/** What two forms of one word may end in besides what they share, as stems: "bake", "bakeri"; never "break", "breakup". */
const ENDS = new Set(
  [
    ' e i y a o u r s n er or ar ari ist ian an ic al ial ual ment anc enc ion ation ition it iti abl ibl ful less ness age ship hood',
    'ish ous iv ativ ant ent um us is ing ed en ur ure eri ori ess ist ism ic ical ti tic atic ific ifi iz ate at ator ater',
  ]
    .join(' ')
    .split(' '),
);

/** "Retrain" is to train again. */
const AGAIN = /^re-?(?=\p{L}{4})/u;

/** Terms of an index that are another form of a word it lacks. Looks at few: those that begin alike. */
export function kinOf(index: InvertedIndex, term: string): string[] {
  const once = term.replace(AGAIN, '');
  const again = once !== term && index.terms.has(once) ? [once] : [];
  const forms = (shelfOf(index).get(beginning(term)) ?? []).filter((other) => {
    if (other === term || !isFamily(term, other)) return false;
    let same = 0;
    while (term[same] !== undefined && term[same] === other[same]) same++;
    // "asthma" and "asthmatic", whose stem keeps the joint.
    const isEnd = (end: string) => ENDS.has(end) || (end === 't' && term[same - 1] === 'a');
    return isEnd(term.slice(same)) && isEnd(other.slice(same));
  });
  return [...again, ...forms];
}

type Asked = Pick<QueryTerm, 'term' | 'alike'>;

/** Matches terms of any text; remembers those it has seen. */
export function createMatcher(query: readonly Asked[]): (term: string) => readonly Match[] {
  const known = new Map<string, Match[]>();
  return (term) => {
    let matches = known.get(term);
    if (!matches) {
      matches = query.flatMap(({ term: asked, alike }, slot) => {
        const credit = creditOf(asked, alike, term);
        return credit > 0 ? [{ slot, credit }] : [];
      });
      known.set(term, matches);
    }
    return matches;
  };
}

function creditOf(asked: string, alike: readonly string[], term: string): number {
  if (asked === term) return 1;
  if (isFamily(asked, term)) return CREDIT.family;
  if (!alike.includes(term)) return 0;
  return isConcept(term) ? CREDIT.concept : CREDIT.alike;
}

/** Number of a term of an index → what it speaks for. Only terms that speak for something are in it. */
export function matchTerms(
  index: InvertedIndex,
  query: readonly Asked[],
): ReadonlyMap<number, readonly Match[]> {
  const found = new Map<number, Match[]>();
  for (const [slot, { term, alike }] of query.entries()) {
    const own = new Map<number, number>();
    const add = (other: string, credit: number) => {
      const number = index.terms.get(other);
      if (number !== undefined) own.set(number, Math.max(own.get(number) ?? 0, credit));
    };
    add(term, 1);
    for (const other of alike) add(other, CREDIT.alike);
    for (const other of shelfOf(index).get(beginning(term)) ?? []) {
      if (isFamily(term, other)) add(other, CREDIT.family);
    }
    for (const [number, credit] of own) found.set(number, [...(found.get(number) ?? []), { slot, credit }]);
  }
  return found;
}

/** The terms of an index by how they begin, made at its first search. */
const shelves = new WeakMap<InvertedIndex, Map<string, string[]>>();
const beginning = (term: string) => term.slice(0, FAMILY.chars);

function shelfOf(index: InvertedIndex): ReadonlyMap<string, readonly string[]> {
  let shelf = shelves.get(index);
  if (!shelf) {
    shelf = new Map();
    for (const term of index.terms.keys()) {
      const list = shelf.get(beginning(term));
      if (list) list.push(term);
      else shelf.set(beginning(term), [term]);
    }
    shelves.set(index, shelf);
  }
  return shelf;
}
