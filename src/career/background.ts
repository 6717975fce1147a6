/** Reads where a visitor starts from, and how many weeks there are. */
import { mentionedLongest, placesOf } from './mentions.ts';
import type { Background, PlanFile } from './schema.ts';
import { ASKING, FIRST, isClaimed } from './skill-claim.ts';
import { FILLERS, isAsked, type Token, tokensOf } from './words.ts';

/** Words between "I am" and a trade, at most: "I am currently a junior". */
const MAX_QUALIFIERS = 4;
const SAYS_BEING = new Set('am im as from was been being work working worked currently former ex'.split(' '));
const TARGET = new Set('to become becoming as into for an a be'.split(' '));

/**
 * The background that visitors name as theirs: "I'm a QA tester", "web developer for 5 years", "as a data engineer".
 * What they want to become is none. The longest name wins, then the first. `roles`: names of the roles that visitors ask
 * about here, so that one of them is theirs only where they say so.
 */
export function readBackground(
  { backgrounds }: PlanFile,
  text: string,
  roles: readonly (readonly string[])[] = [],
): Background | undefined {
  const tokens = tokensOf(text);
  const asked = new Set(roles.flatMap((names) => placesOf(names, tokens)).map(({ from }) => from));
  const named = backgrounds.map((background) => ({ item: background, words: background.words }));
  return mentionedLongest(named, tokens, ({ from, to }) => {
    const before = tokens.slice(0, from).filter(({ sentence }) => sentence === tokens[from]?.sentence);
    const near = before.slice(-4).map(({ word }) => word);
    if (['become', 'becoming', 'be', 'into', 'towards', 'toward'].some((word) => near.includes(word)))
      return false;
    const last = near.at(-1) ?? '';
    if (near.includes('to') || (near.includes('for') && TARGET.has(last))) return false;
    // "This AI engineer stuff", "AI engineer": what is talked of. "I'm an AI engineer", "AI engineer here": who talks.
    const says = before.slice(-MAX_QUALIFIERS).some(({ word }) => SAYS_BEING.has(word));
    if (asked.has(from) && !says && !AFTER_NAME.has(tokens[to]?.word ?? '')) return false;
    const opens = ASKING.has(before.find(({ clause }) => clause === tokens[from]?.clause)?.word ?? '');
    const speaks = before.some(({ word }) => FIRST.has(word));
    // "How do I go from QA to AI?" tells a start; "what can I earn as an engineer?" and "A differs from B" do not.
    // "How far am I from X?" is where she wants to arrive.
    if (before.some(({ word }) => word === 'far')) return false;
    if (near.includes('from')) return speaks || !opens;
    if (near.includes('as')) return !opens && !asks(text, tokens, from);
    return (
      isClaimed(text, tokens, from, false) ||
      (!opens && !asks(text, tokens, from) && introduces(tokens, from, to))
    );
  });
}

/** True when the clause at `from` ends its sentence with a question mark. */
function asks(text: string, tokens: readonly Token[], from: number): boolean {
  const token = tokens[from];
  const last = token && tokens.findLast(({ sentence }) => sentence === token.sentence);
  return token !== undefined && last?.clause === token.clause && isAsked(text, tokens, token);
}

const PLANS = new Set('plan roadmap schedule weeks months hours'.split(' '));
const AFTER_NAME = new Set('here by turned with for who and looking wanting currently since'.split(' '));

/** "Product manager here", "QA tester, 5 years": a sentence that opens with the name and says nothing about it. */
function introduces(tokens: readonly Token[], from: number, to: number): boolean {
  const { sentence, clause } = tokens[from] ?? {};
  const earlier = tokens.slice(0, from).filter((token) => token.sentence === sentence);
  // "A plan: 3 months, nurse, AI" lists where she starts among what the plan needs.
  const isListed = earlier.some(({ word }) => PLANS.has(word)) && earlier.at(-1)?.clause !== clause;
  const before = isListed ? [] : earlier;
  if (!before.every(({ word }) => FILLERS.has(word) || GREETINGS.has(word))) return false;
  const after = tokens[to];
  return !after || after.clause !== clause || AFTER_NAME.has(after.word);
}

const GREETINGS = new Set('hi hello hey experienced senior junior'.split(' '));

const WEEKS: Readonly<Record<string, number>> = {
  day: 1 / 7,
  week: 1,
  wk: 1,
  month: 52 / 12,
  mo: 52 / 12,
  year: 52,
  yr: 52,
};
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  eighteen: 18,
  twenty: 20,
  couple: 2,
};
const MAX_WEEKS = 520;

/**
 * The time that `text` gives for a plan, in whole weeks from 1 to 520: "3 months" is 13, "half a year" 26.
 * "10 hours a week" is a pace, and "5 years of experience" the past: neither is read.
 */
export function readWeeks(text: string): number | undefined {
  const tokens = tokensOf(text);
  for (const [at, { stem, sentence }] of tokens.entries()) {
    const unit = WEEKS[stem];
    if (unit === undefined) continue;
    const before = tokens.slice(Math.max(0, at - 4), at).filter((token) => token.sentence === sentence);
    const after = tokens.slice(at + 1, at + 3).map(({ word }) => word);
    const words = before.map(({ word }) => word);
    const isPace = words.some(
      (word) => /^(?:hours?|hrs?|h|days?|times|per|every|each)$/.test(word) || /^\d+h(?:rs?)?$/.test(word),
    );
    const isDone =
      words.includes('for') &&
      tokens.slice(0, at).some((token) => token.sentence === sentence && DONE.has(token.word));
    const isPast = isDone || (stem.startsWith('y') ? !isAhead(words, after[0] ?? '') : after[0] === 'ago');
    if (isPace || isPast || words.some((word) => ['last', 'past', 'worked', 'been', 'since'].includes(word)))
      continue;
    const count = countBefore(words, tokens[at - 1]?.word ?? '');
    const half = after[0] === 'and' && after[1] === 'a' && tokens[at + 3]?.word === 'half' ? 0.5 : 0;
    const weeks = count === undefined ? undefined : Math.round((count + half) * unit);
    if (weeks !== undefined && weeks >= 1) return Math.min(weeks, MAX_WEEKS);
  }
  return undefined;
}

/** "I did SQL for a year" is over. */
const DONE = new Set('did used wrote built learned learnt studied coded programmed taught ran'.split(' '));

/** Years are mostly of experience; they lie ahead after "in", "within", "have", or before "plan". */
function isAhead(before: readonly string[], after: string): boolean {
  if (['of', 'experience', 'ago', 'as', 'old', 'in'].includes(after)) return false;
  return (
    after === 'plan' ||
    ['a', 'one', 'half'].includes(before.at(-1) ?? '') ||
    before.some((word) => AHEAD.has(word))
  );
}

const AHEAD = new Set('in within have got next over spend half'.split(' '));

function countBefore(words: readonly string[], last: string): number | undefined {
  const joined = words.slice(-3).join(' ');
  const half = joined.endsWith('half a') || joined.endsWith('half') ? 0.5 : undefined;
  if (half !== undefined) return joined.includes('and a half') ? undefined : half;
  if (words.slice(-2).join(' ') === 'couple of') return 2;
  if (/^\d{1,3}$/.test(last)) return Number(last);
  return NUMBERS[last];
}
