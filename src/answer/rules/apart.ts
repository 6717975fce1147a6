/** The two things that a question sets against each other, in its own words: "technique 1 or technique 2". */
import { STOP_WORDS } from '../../text/stop-words.ts';
import { stem, type Word, words } from '../../text/tokenize.ts';
import type { AnswerTask } from '../answerer.ts';
import { CONTRASTS } from './form.ts';
import { readPassage } from './reading.ts';
import type { ScoredSentence } from './select.ts';

const set = (list: string) => new Set(list.trim().split(/\s+/));
/** What the two stand behind: "between X and Y". */
const OPENS = set('between compare comparing contrast distinguish');
/** What stands between them wherever a question holds it, and what only behind such an opening. */
const DIVIDES = set('or vs versus than');
const DIVIDES_OPENED = set('and with to from or vs versus than');
/** What asks for a difference wherever it stands: "how does X differ from Y". */
const DIFFERS = set('differ differs difference differences different');
/** Words around the two that name neither. */
const NAMES_NONE = set(`
difference differences different differ differs better best worse worst cheaper faster slower easier harder right good bigger smaller longer shorter
beginner explained please cost costs
`);
/** Words at most that name one thing. */
const MAX_WORDS = 6;

/** The words of one side, up to a mark that ends its clause, nearest first. */
function side(question: string, near: readonly Word[], step: 1 | -1): Word[] {
  const found: Word[] = [];
  for (const [i, word] of near.slice(0, MAX_WORDS).entries()) {
    const last = near[i - 1];
    const [left, right] = step === 1 ? [last, word] : [word, last];
    if (left && right && /[,:;?!]/.test(question.slice(left.end, right.start))) break;
    found.push(word);
  }
  return found;
}

/** The terms of each side that the other one lacks; undefined where a question sets nothing apart. Linear in its length. */
export function sidesApart(
  question: string,
): readonly [ReadonlySet<string>, ReadonlySet<string>] | undefined {
  const all = words(question);
  const opened = all.findIndex(({ word }) => OPENS.has(word));
  const isOpened = opened >= 0 || all.some(({ word }) => DIFFERS.has(word));
  const divides = isOpened ? DIVIDES_OPENED : DIVIDES;
  const at = all.findIndex(({ word }, i) => i > opened + 1 && divides.has(word));
  if (at < 1) return undefined;
  const named = (found: readonly Word[]) =>
    new Set(
      found
        .filter(({ word }) => !STOP_WORDS.has(word) && !NAMES_NONE.has(word))
        .map(({ word }) => stem(word)),
    );
  const left = named(side(question, all.slice(opened + 1, at).reverse(), -1));
  const right = named(side(question, all.slice(at + 1), 1));
  const own = (mine: ReadonlySet<string>, other: ReadonlySet<string>) =>
    new Set([...mine].filter((term) => !other.has(term)));
  const apart = [own(left, right), own(right, left)] as const;
  return apart.every(({ size }) => size > 0) ? apart : undefined;
}

/** Share of the best sentence's score that the best one about a side must have. */
const WORTH = 0.3;
/** The same for a sentence that tells of both, and for one that sets them against each other. */
const BOTH_WORTH = 0.8;
const CONTRAST_WORTH = 0.5;

/** Whether a sentence is the entry of a list or table that is named as one side and not as the other: "Solo – 38 € a year". */
function isEntryOf(
  { text }: ScoredSentence,
  named: ReadonlySet<string>,
  other: ReadonlySet<string>,
): boolean {
  const name = /^([^–:.,;]{1,60}?)(?: [–—-] |: )/.exec(text)?.[1];
  if (name === undefined) return false;
  const stems = words(name).map(({ word }) => stem(word));
  return stems.some((term) => named.has(term)) && !stems.some((term) => other.has(term));
}

/**
 * The sentence that sets both against each other where a difference is asked for and there is one; else the best sentence about each side where the best of all is about one of them only, that of the side named first before;
 * empty where nothing is set apart, one sentence tells of both, or nothing is told of one of them.
 */
export function bothSides(task: AnswerTask, ranked: readonly ScoredSentence[]): ScoredSentence[] {
  const [best] = ranked;
  const isPair = task.type === 'difference' || task.type === 'choice' || / (?:or|vs) /i.test(task.question);
  const sides = isPair ? sidesApart(task.question) : undefined;
  if (!best || !sides) return [];
  const alikeOf = new Map(task.terms.map(({ term, alike }) => [term, alike]));
  const holds = ({ terms, hit }: ScoredSentence, named: ReadonlySet<string>) => {
    const { around } = readPassage(hit, task.lexicon);
    // What stands above all of them tells none apart.
    const own = [...named].filter((term) => !around.has(term));
    return own.every(
      (term) => terms.has(term) || alikeOf.get(term)?.some((other) => terms.has(other)) === true,
    );
  };
  const holdsSome = ({ terms }: ScoredSentence, named: ReadonlySet<string>) =>
    [...named].some((term) => terms.has(term));
  const [left, right] = sides;
  const entries = [
    ranked.find((one) => isEntryOf(one, left, right)),
    ranked.find((one) => isEntryOf(one, right, left)),
  ];
  if (entries.every((one) => one !== undefined) && entries[0]?.hit === entries[1]?.hit) return entries;
  const both = ranked.find((one) => holds(one, left) && holds(one, right));
  const contrast = ranked.find((one) => CONTRASTS.test(one.text) && holds(one, left) && holds(one, right));
  if (task.type === 'difference' && contrast && contrast.score >= CONTRAST_WORTH * best.score)
    return [contrast];
  if (both && both.score >= BOTH_WORTH * best.score) return [];
  // "For a commuter I would take a hub; for long climbs the derailleur wins": of a choice, that is the answer.
  if (task.type === 'choice' && sides.every((named) => holdsSome(best, named))) return [];
  const own = [left, right].map((named, i) =>
    ranked.find(
      (one) => one.score >= WORTH * best.score && holds(one, named) && !holds(one, i === 0 ? right : left),
    ),
  );
  return own.every((one) => one !== undefined) ? own : [];
}
