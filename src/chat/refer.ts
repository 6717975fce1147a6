/** References that need the conversation to be read: "the second one", "the other one", "back to ...", "no, I meant ...". */
import type { PastTurn } from '../domain.ts';
import type { Concept, Lexicon } from '../text/lexicon.ts';
import { terms } from '../text/tokenize.ts';
import { isVerb } from '../understanding/nouns.ts';
import { entities, namingWords, wordCount } from './rewrite.ts';

/** What a turn was about, without the question words put to it since. */
export function topicOf({ memory, standaloneQuery }: PastTurn): string {
  return typeof memory?.topic === 'string' ? memory.topic : standaloneQuery;
}

const OTHER =
  /\b(?:the |that )?other(?: one| ones| role| job| path| side| option| thing| kind| type| way)?s?\b|\bother way (?:a)?round\b/i;
const ORDINALS = ['first|former', 'second|latter', 'third', 'fourth', 'fifth'];
const ORDINAL = new RegExp(
  `\\b(?:the )?(?:(${ORDINALS.join('|')}|last)(?: (?:one|role|job|path|option|thing|choice|way|method|kind|type|step|item|point|of (?:them|these|those|the two|the three)))|(former|latter)|(?:the )(${ORDINALS.join('|')}|last)(?=\\W*$))`,
  'i',
);

/** "What's the first step?" asks what is done first, unless steps were just listed. */
const ASKS_FIRST =
  /\b(?:(?:what|which)(?:['’]?s| is| are| was| would| should| could| do| does)?(?: be)?|is|as|my|your|a|do|take|make) (?:the )?(?:very )?(?:first|last) (?:step|thing|point|item|way|method)\b/i;

/** "Step 3" of what a tool listed. */
const STEP = /\b(?:step|number|point|item) (\d{1,2})\b/i;

/** A thing that a message refers to without naming it, and the message with its name. */
export interface Referred {
  name: string;
  text: string;
  /** Nothing else is said: "and the second?". */
  isAll: boolean;
}

/** Reads "the other one", "the first one", "the latter" as the thing meant. @returns undefined when none can be told. */
export function readReference(
  question: string,
  topical: readonly PastTurn[],
  lexicon: Lexicon,
): Referred | undefined {
  const step = STEP.exec(question);
  const steps = topical.findLast(({ memory }) => Array.isArray(memory?.listed))?.memory?.listed;
  if (step && Array.isArray(steps)) {
    const name = steps[Number(step[1]) - 1];
    if (name !== undefined)
      return { name: String(name), text: question.replace(STEP, String(name)), isAll: false };
  }
  const ordinal = Array.isArray(steps) || !ASKS_FIRST.test(question) ? ORDINAL.exec(question) : null;
  const other = ordinal ? null : OTHER.exec(question);
  const match = ordinal ?? other;
  if (!match) return undefined;
  const name = ordinal
    ? listed(topical, lexicon).at(placeOf(ordinal[1] ?? ordinal[2] ?? ordinal[3] ?? ''))
    : otherThan(topical, lexicon);
  if (name === undefined) return undefined;
  const text = `${question.slice(0, match.index)}${name}${question.slice(match.index + match[0].length)}`;
  const rest = `${question.slice(0, match.index)} ${question.slice(match.index + match[0].length)}`;
  return { name, text, isAll: terms(rest).length === 0 };
}

function placeOf(word: string): number {
  const place = ORDINALS.findIndex((words) => words.split('|').includes(word.toLowerCase()));
  return place < 0 ? -1 : place;
}

/** What the conversation last put in a row: what a tool listed, the things of a question, the two sides of "A or B". */
function listed(topical: readonly PastTurn[], lexicon: Lexicon): string[] {
  for (const turn of topical.toReversed()) {
    const { memory } = turn;
    if (Array.isArray(memory?.listed)) return memory.listed.map(String);
    const things = entities(lexicon, topicOf(turn));
    if (things.length > 1) return things.map(({ name }) => name);
    const sides = alternatives(turn.question) ?? sidesOf(turn) ?? rowsOf(turn) ?? enumerated(turn);
    if (sides) return sides;
  }
  return [];
}

/** The thing talked of before and the one that took its place: "what is X?", "and Y?". */
export function sidesOf({ memory }: PastTurn): string[] | undefined {
  return Array.isArray(memory?.sides) && memory.sides.length === 2 ? memory.sides.map(String) : undefined;
}

/** A row of a table as it is said: "Adult – Price a year: 240 euros; Guests: 4". */
const ROW = /^([^–:;.]{2,40}) – [^:]{1,60}: /;

/** The rows that an answer showed, by their names; undefined for fewer than two. */
function rowsOf({ answer }: PastTurn): string[] | undefined {
  const rows = answer.split(/\s?\[\d+\]\s*/).flatMap((part) => ROW.exec(part.trim())?.[1] ?? []);
  return rows.length > 1 ? rows : undefined;
}

/** Words of one thing in a row at most, and words with which a clause opens, which is none. */
const MAX_IN_ROW = 4;
const CLAUSE = /^(?:which|who|that|because|so|while|but|where|when|if|as|after|before|since)\b/i;

/** "It needs flour, fresh water and time.": what the first sentence of an answer puts in a row, three things at least. */
function enumerated({ answer }: PastTurn): string[] | undefined {
  const [first = ''] = answer.split(/[.!?:]\s/, 1);
  const [head = '', ...rest] = first.split(/, (?:and |or )?| (?:and|or) /);
  const row = rest.slice(0, -1);
  if (row.length === 0 || !first.includes(',')) return undefined;
  if (row.some((part) => CLAUSE.test(part) || wordCount(part) > MAX_IN_ROW)) return undefined;
  const said = head.split(' ');
  return [said.slice(said.findLastIndex((word) => isVerb(word.toLowerCase())) + 1).join(' '), ...rest];
}

/** "Bush or cordon?", "hot or cold heap": the two sides. */
export function alternatives(question: string): [string, string] | undefined {
  const match = /([\p{L}-]{2,30}) (?:or|vs\.?|versus|and) (?:an? |the )?([\p{L}-]{2,30})/iu.exec(question);
  const [, left, right] = match ?? [];
  if (left === undefined || right === undefined) return undefined;
  return terms(left).length === 0 || terms(right).length === 0 ? undefined : [left, right];
}

/** Turns back in which two things stand side by side, until a thing of the lexicon is talked of. */
const SIDES_BACK = 3;

/** The two things without a place in the lexicon that the last few turns set side by side: what "the two" are. */
export function sidesTalkedOf(topical: readonly PastTurn[], lexicon: Lexicon): string[] | undefined {
  for (const turn of topical.slice(-SIDES_BACK).reverse()) {
    if (entities(lexicon, topicOf(turn)).length > 0) return undefined;
    const sides = sidesOf(turn) ?? offered(turn.question, lexicon);
    if (sides) return sides;
  }
  return undefined;
}

/** Words by which either half of "is X enough or do I need Y?" names its side, at most. */
const FEW_NAMING = 2;

/** "X or Y?", "is X enough or do I need Y?": the two things between which a question chooses. */
function offered(question: string, lexicon: Lexicon): string[] | undefined {
  const halves = question.split(/\b(?:or|vs\.?|versus)\b/i);
  if (halves.length !== 2) return undefined;
  const names = halves.map((half) => namingWords(half, lexicon).filter(({ word }) => !isVerb(word)));
  if (names.some(({ length }) => length === 0 || length > FEW_NAMING)) return undefined;
  return names.map((half) => half.map(({ word }) => word).join(' '));
}

/** Of two things told apart, the one that was not just talked of. */
function otherThan(topical: readonly PastTurn[], lexicon: Lexicon): string | undefined {
  const last = topical.findLast(({ outcome }) => outcome === 'answered') ?? topical.at(-1);
  const asked = last ? entities(lexicon, topicOf(last)) : [];
  const before = last && asked.length !== 1 ? singledOut(last, lexicon) : asked;
  const all = lexicon.concepts.filter(({ isEntity }) => isEntity);
  if (before.length === 1) {
    const earlier = topical.toReversed().flatMap((turn) => entities(lexicon, topicOf(turn)));
    return [...earlier, ...all].find((concept: Concept) => concept !== before[0])?.name;
  }
  if (all.length > 0) return undefined;
  const pair = last && sidesOf(last);
  if (pair) return pair[0];
  for (const turn of topical.toReversed()) {
    const sides = alternatives(turn.question);
    if (!sides || !last) continue;
    const has = (text: string, side: string) => {
      const own = new Set(terms(text).map(({ term }) => term));
      return terms(side)
        .slice(0, 1)
        .every(({ term }) => own.has(term));
    };
    const asked = turn === last ? '' : last.question;
    const said = last.answer.split(/(?<=[.!?])\s/)[0] ?? '';
    for (const text of [asked, said]) {
      const [inLeft, inRight] = [has(text, sides[0]), has(text, sides[1])];
      if (inLeft !== inRight) return inLeft ? sides[1] : sides[0];
    }
    return undefined;
  }
  return undefined;
}

/** The one thing that the answer to a question about both, or none, speaks of first; none where it sets them side by side. */
function singledOut({ answer }: PastTurn, lexicon: Lexicon): Concept[] {
  const named = answer.split(/(?<=[.!?\]])\s/).map((sentence) => entities(lexicon, sentence));
  const first = named.find((things) => things.length > 0) ?? [];
  return first.length === 1 ? first : [];
}

const CORRECTION =
  /^\W*(?:(?:no|nope|nah|sorry|wait|actually|oh|hmm?|not that(?: one)?|wrong(?: one)?|rather)\b[\s,.!;:-]*)*(?:i|we) (?:actually |really )?(?:mean|meant|was (?:asking|talking) about|was asking)\b(?: (?:about|for))?[\s,:]*/i;
const CORRECTED_BEHIND = /\b(?:i (?:mean|meant)|sorry|rather)\W*$/i;
const NOT_BUT = /^\W*(?:no\W+)?not\s+[^,;.\s][^,;.]{0,59}?[,;]?\s+(?:but|rather)\s+/i;

/** What is meant instead, by a message that corrects the one before: "no, I meant for ML". @returns undefined for others. */
export function readCorrection(question: string): string | undefined {
  for (const pattern of [CORRECTION, NOT_BUT, CORRECTED_BEHIND]) {
    const rest = question.replace(pattern, '');
    if (rest === question || rest.trim() === '') continue;
    return rest
      .replace(CORRECTED_BEHIND, '')
      .trim()
      .replace(/[,;–-]$/, '');
  }
  return undefined;
}

const BACK =
  /^\W*(?:(?:ok|okay|and|now|so|but|well|right|please|lets|let['’]s|can we|could we|i want to|going|go|coming|come)\W+)*(?:back|return|returning) to\s+/i;

/** "The degree again", "ok but about the degree again?". */
const AGAIN =
  /^\W*(?:(?:ok|okay|and|now|so|but|well|right|sorry)\W+){0,3}(?:(?:what|how) (?:about|was (?:that|it) (?:about|with))\s+|about\s+|(?:once more|again)\s+)?(?:the |my |that )?([^?.!,]{2,60}?),? again\W*$/i;

/** "Back to compost", "the compost again": what to return to, and the question put to it, if there is one. */
export function readReturn(question: string): { to: string; asks?: string; isAgain?: true } | undefined {
  const rest = question.replace(BACK, '');
  const again = rest === question ? AGAIN.exec(question)?.[1] : undefined;
  if (again !== undefined) return { to: again.trim(), isAgain: true };
  if (rest === question) return undefined;
  const [to = '', ...more] = rest.split(/[,:;.!–]\s*|\s-\s/);
  const asks = more.join(', ').trim();
  return { to: to.trim(), ...(terms(asks).length > 0 ? { asks } : {}) };
}

/** The latest earlier question about what `to` names. */
export function turnAbout(to: string, topical: readonly PastTurn[], lexicon: Lexicon): PastTurn | undefined {
  const things = entities(lexicon, to);
  const wanted = terms(to).map(({ term }) => term);
  return topical.findLast((turn) => {
    const topic = topicOf(turn);
    if (things.length > 0) return things.every((thing) => entities(lexicon, topic).includes(thing));
    const held = new Set(terms(topic).map(({ term }) => term));
    return wanted.length > 0 && wanted.every((term) => held.has(term));
  });
}

const EARLIER =
  /^(?:the |my |our )?(?:very )?(first|last|previous|earlier) (?:question|topic|thing|point|subject|answer)\b/i;

/** "The first question", "the previous topic" as the turn that it was. */
export function earlierTurn(to: string, topical: readonly PastTurn[]): PastTurn | undefined {
  const which = EARLIER.exec(to)?.[1]?.toLowerCase();
  if (which === undefined) return undefined;
  return which === 'first' ? topical[0] : (topical.at(-2) ?? topical.at(-1));
}
