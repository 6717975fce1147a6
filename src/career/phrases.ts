/** The small language in which owners write phrases: `$list`, `*`, `#` and a leading `!`. */
import { FILLERS, NEGATORS, type Token, tokensOf } from './words.ts';

/** One way to say an element: stems in a row. */
type Alternative = readonly string[];
type Element =
  | { kind: 'one-of'; byFirst: ReadonlyMap<string, Alternative[]> }
  | { kind: 'gap' }
  | { kind: 'number' };

export interface Phrase {
  /** As written. */
  source: string;
  /** True: matches only where it is negated. Otherwise only where it is not. */
  negated: boolean;
  elements: readonly Element[];
  /** Every stem it may hold: a negator among them turns nothing round. */
  own: ReadonlySet<string>;
}

export interface PhraseMatch {
  /** Indexes into the tokens: [from, to). */
  from: number;
  to: number;
}

/** Words that `*` may stand for. */
const MAX_GAP = 4;
/** How many words before a match may negate it. */
const NEGATION_REACH = 4;

/** "I prefer building over theory": what follows is the other thing. */
const CONTRASTS = new Set('over than instead'.split(' '));

const NUMBER_WORDS = new Set(
  'one two three four five six seven eight nine ten eleven twelve fifteen twenty many several few'.split(' '),
);

/** Stems of a plain phrase. Fillers are left out, unless only a negator would be left: "not really", "not much". */
function stemsOf(text: string): string[] {
  const tokens = tokensOf(text);
  const kept = tokens.filter(({ word }) => !FILLERS.has(word));
  const isEnough = kept.some(({ word }) => !NEGATORS.has(word)) || kept.length === tokens.length;
  return (isEnough ? kept : tokens).map(({ stem }) => stem);
}

function oneOf(texts: readonly string[]): Element {
  const byFirst = new Map<string, Alternative[]>();
  for (const alternative of texts.map(stemsOf)) {
    const [first] = alternative;
    if (first === undefined) continue;
    // Longer ones first, so that "linear algebra" is taken whole.
    byFirst.set(
      first,
      [...(byFirst.get(first) ?? []), alternative].sort((a, b) => b.length - a.length),
    );
  }
  return { kind: 'one-of', byFirst };
}

/**
 * Compiles a phrase as an owner writes it.
 * @throws Error naming a `$list` that does not exist.
 */
export function compilePhrase(source: string, lists: Readonly<Record<string, readonly string[]>>): Phrase {
  const negated = source.startsWith('!') || / !/.test(source);
  const elements: Element[] = [];
  let plain: string[] = [];
  const flush = () => {
    const element = plain.length > 0 ? oneOf([plain.join(' ')]) : undefined;
    if (element?.kind === 'one-of' && element.byFirst.size > 0) elements.push(element);
    plain = [];
  };
  for (const part of source.replace(/!/g, '').trim().split(/\s+/)) {
    if (part === '*' || part === '#' || part.startsWith('$')) flush();
    if (part === '*') elements.push({ kind: 'gap' });
    else if (part === '#') elements.push({ kind: 'number' });
    else if (part.startsWith('$')) {
      const list = lists[part.slice(1)];
      if (!list) throw new Error(`phrase "${source}": there is no list "${part}"`);
      elements.push(oneOf(list));
    } else plain.push(part);
  }
  flush();
  if (elements.length === 0) throw new Error(`phrase "${source}": holds no words`);
  const own = new Set(
    elements.flatMap((element) => (element.kind === 'one-of' ? [...element.byFirst.values()].flat(2) : [])),
  );
  return { source, negated, elements, own };
}

const NO_BARRIER = () => false;

/** Finds every place where `phrase` is said. `isBarrier` marks tokens that a gap must not cross. */
export function findPhrase(
  phrase: Phrase,
  tokens: readonly Token[],
  isBarrier: (at: number) => boolean = NO_BARRIER,
): PhraseMatch[] {
  return find(phrase, tokens, isBarrier, phrase.negated);
}

/** Finds every place where `phrase` is said, negated or not. */
export function findEither(phrase: Phrase, tokens: readonly Token[]): PhraseMatch[] {
  return find(phrase, tokens, NO_BARRIER, 'either');
}

function find(
  phrase: Phrase,
  tokens: readonly Token[],
  isBarrier: (at: number) => boolean,
  negated: boolean | 'either',
): PhraseMatch[] {
  const found: PhraseMatch[] = [];
  // "Don't want to learn maths" ends like the "learn maths" within it, which it denies as well.
  const signs = new Map<number, boolean>();
  const [first] = phrase.elements;
  for (let from = 0; from < tokens.length; from++) {
    const token = tokens[from];
    if (!token || (first?.kind === 'one-of' && !first.byFirst.has(token.stem))) continue;
    if (first?.kind === 'number' && !isNumber(token)) continue;
    const to = matchElements(phrase.elements, 0, tokens, from, token.clause, isBarrier);
    if (to === undefined) continue;
    const sign = signs.get(to) ?? isNegated(tokens, from, to, phrase, isBarrier);
    signs.set(to, sign);
    if (negated === 'either' || sign === negated) found.push({ from, to });
  }
  return found;
}

function isNumber({ word }: Token): boolean {
  return /^\d{1,2}\+?$/.test(word) || NUMBER_WORDS.has(word);
}

/** @returns the index after the match of `elements[element..]` at `at`, or undefined. */
function matchElements(
  elements: readonly Element[],
  element: number,
  tokens: readonly Token[],
  at: number,
  clause: number,
  isBarrier: (at: number) => boolean,
): number | undefined {
  const current = elements[element];
  if (!current) return at;
  const rest = (next: number) => matchElements(elements, element + 1, tokens, next, clause, isBarrier);
  if (current.kind === 'gap') {
    for (let [next, skipped] = [at, 0]; ; next++) {
      const to = rest(next);
      if (to !== undefined) return to;
      const token = tokens[next];
      if (!token || token.clause !== clause || skipped >= MAX_GAP || isBarrier(next)) return undefined;
      if (CONTRASTS.has(token.word)) return undefined;
      if (!FILLERS.has(token.word)) skipped++;
    }
  }
  const start = skipFillers(tokens, at, clause, current);
  const token = tokens[start];
  if (!token || token.clause !== clause) return undefined;
  if (current.kind === 'number') return isNumber(token) ? rest(start + 1) : undefined;
  for (const alternative of current.byFirst.get(token.stem) ?? []) {
    const end = matchStems(alternative, tokens, start, clause);
    const to = end === undefined ? undefined : rest(end);
    if (to !== undefined) return to;
  }
  return undefined;
}

function skipFillers(tokens: readonly Token[], at: number, clause: number, element: Element): number {
  let next = at;
  for (let token = tokens[next]; token && token.clause === clause; token = tokens[++next]) {
    if (element.kind === 'one-of' && element.byFirst.has(token.stem)) return next;
    if (!FILLERS.has(token.word)) return next;
  }
  return next;
}

function matchStems(
  stems: Alternative,
  tokens: readonly Token[],
  start: number,
  clause: number,
): number | undefined {
  let at = start;
  for (const stem of stems) {
    let token = tokens[at];
    while (token && token.clause === clause && token.stem !== stem && FILLERS.has(token.word)) {
      token = tokens[++at];
    }
    if (!token || token.clause !== clause || token.stem !== stem) return undefined;
    at++;
  }
  return at;
}

/** True when an odd number of negators stands before the match or in its gaps. */
function isNegated(
  tokens: readonly Token[],
  from: number,
  to: number,
  phrase: Phrase,
  isBarrier: (at: number) => boolean,
): boolean {
  let count = 0;
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    // In "neither theory nor maths" the first word has turned both round.
    if (token && token.word !== 'nor' && NEGATORS.has(token.word) && !phrase.own.has(token.stem)) count++;
  }
  const clause = tokens[from]?.clause;
  for (let [at, seen] = [from - 1, 0]; at >= 0 && seen < NEGATION_REACH; at--, seen++) {
    const token = tokens[at];
    if (!token || token.clause !== clause || token.word === 'and') break;
    // "not only" affirms.
    if (NEGATORS.has(token.word) && tokens[at + 1]?.word !== 'only') count++;
    else if (isBarrier(at) && tokens[at + 1]?.word !== 'or') break;
  }
  return count % 2 === 1;
}
