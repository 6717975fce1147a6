/** Decides whether a statement is the visitor's own: "I hate proofs" is, "engineers hate proofs" is not. */
import { ASKING } from './skill-claim.ts';
import { FILLERS, isAsked, NEGATORS, type Token } from './words.ts';

const set = (words: string) => new Set(words.split(' '));

const FIRST = set('i im ive id ill me my mine myself');
/** Subjects that are somebody else. */
const OTHERS = set(
  'he she they you we it people someone somebody everyone everybody anyone nobody friend friends brother sister ' +
    'boss colleague colleagues mother father mom dad wife husband partner son daughter teacher manager students ' +
    'engineer engineers developer developers companies company recruiters team teams one ones article author ' +
    'things thing stuff something tools topics subjects',
);
/** Before the pronoun, these ask, suppose or wonder. */
const OPENERS = set(
  'do does did am was can could should must would will have had may might shall if unless whether when until suppose supposing imagine',
);
/** Between the pronoun and the statement, these make it a duty, a wish or the past. */
const UNREAL = set('need must should wish hope used could if pretend needed require required supposed');
/** A fragment with one of these says what is asked of people, not what the visitor is like. */
const DEMANDS = set('need needs needed required requires require necessary must should mandatory important');
const CLOSE_WORDS = 2;

/** True when the match that starts at `from` is said by visitors of themselves. */
export function isOwnStatement(text: string, tokens: readonly Token[], from: number, to = from + 1): boolean {
  const start = tokens[from];
  if (!start) return false;
  // "Making models better excites me" names the visitor behind what it states.
  const within = tokens.slice(from, to).some(({ word }) => word === 'me' || word === 'my');
  if (within && !isAsked(text, tokens, start) && !ASKING.has(start.word)) return true;
  const first = FIRST.has(start.word) ? from : subjectBefore(tokens, from);
  if (first === 'other') return false;
  if (first !== undefined) return isClaim(tokens, first, from);
  const clauseStart = tokens.findIndex(({ clause }) => clause === start.clause);
  const sentence = tokens.filter((token) => token.sentence === start.sentence);
  const isOpened = ASKING.has(sentence[0]?.word ?? '') && !sentence.some(({ word }) => FIRST.has(word));
  const asks = isAsked(text, tokens, start) || isOpened;
  if (asks && isLastClause(tokens, start)) return false;
  const clause = tokens.filter((token) => token.clause === start.clause);
  if (clause.some(({ word }) => DEMANDS.has(word))) return false;
  const joined = tokens.slice(0, from).findLastIndex(({ word }) => word === 'and' || word === 'or');
  const before = tokens.slice(Math.max(clauseStart, joined + 1), from);
  const isBare =
    before.at(-1)?.word === 'who' ||
    before.every(({ word }) => FILLERS.has(word) || NEGATORS.has(word) || LEAD_INS.has(word));
  if (!isBare) return inherits(tokens, clauseStart) && before.length <= CLOSE_WORDS;
  return !startsWithOther(tokens, clauseStart) || inherits(tokens, clauseStart);
}

/** Words with which a fragment may open. */
const LEAD_INS = set(
  'and or well so ok okay hi hello hey also plus then but because since although though while as what yes yeah ' +
    'currently still mostly usually totally kinda sorta super extremely rather prefer would',
);

/** Index of the nearest first person before `from` in its clause; `other` when somebody else stands nearer. */
function subjectBefore(tokens: readonly Token[], from: number): number | 'other' | undefined {
  const clause = tokens[from]?.clause;
  let other = false;
  for (let at = from - 1; at >= 0 && tokens[at]?.clause === clause; at--) {
    const word = tokens[at]?.word ?? '';
    if (FIRST.has(word)) {
      if (!other) return at;
      // "I am a developer who loves ..." speaks of the visitor.
      const next = tokens[at + 1]?.word ?? '';
      return word === 'im' || (word === 'i' && ['am', 'was', 'work'].includes(next)) ? at : 'other';
    }
    // "As someone who hates maths" speaks of the visitor, too.
    if (OTHERS.has(word) && ['as', 'a'].includes(tokens[at - 1]?.word ?? '')) {
      if (tokens[at - 1]?.word === 'as' || tokens[at - 2]?.word === 'as') return at;
    }
    if (OTHERS.has(word)) other = true;
  }
  return other ? 'other' : undefined;
}

/** True when what stands between the first person and the statement leaves it a plain claim. */
function isClaim(tokens: readonly Token[], first: number, from: number): boolean {
  const before = tokens[first - 1];
  const clause = tokens[from]?.clause;
  if (before && OPENERS.has(before.word) && before.sentence === tokens[first]?.sentence) return false;
  for (let at = first - 1; at >= 0 && tokens[at]?.clause === clause; at--) {
    if (['if', 'unless', 'whether', 'wish', 'hope', 'pretend'].includes(tokens[at]?.word ?? '')) return false;
  }
  const between = tokens.slice(first + 1, from);
  if (between.some(({ word }) => UNREAL.has(word))) return false;
  const who = between.findLastIndex(({ word }) => word === 'who');
  const meant = between
    .slice(who + 1)
    .filter(({ word }) => !FILLERS.has(word) && !NEGATORS.has(word) && !THINKING.has(word));
  // "I know Python and hate proofs": the first person reaches over "and".
  const joined = meant.findLastIndex(({ word }) => word === 'and' || word === 'or');
  return meant.slice(joined + 1).length <= CLOSE_WORDS;
}

const THINKING = set('think believe guess suppose say feel would d personally mean know');

function isLastClause(tokens: readonly Token[], token: Token): boolean {
  const last = tokens.findLast(({ sentence }) => sentence === token.sentence);
  return last?.clause === token.clause;
}

/** True when the sentence so far is about the visitor: the nearest subject in its earlier clauses is "I". */
function inherits(tokens: readonly Token[], clauseStart: number): boolean {
  const sentence = tokens[clauseStart]?.sentence;
  for (let at = clauseStart - 1; at >= 0 && tokens[at]?.sentence === sentence; at--) {
    const word = tokens[at]?.word ?? '';
    if (FIRST.has(word)) return !OPENERS.has(tokens[at - 1]?.word ?? '');
    if (OTHERS.has(word)) return false;
  }
  return false;
}

/** "Back-end developer, dislikes proofs": a trade alone describes the visitor. */
const TRADES = set('engineer developer manager one');

/** True when an earlier clause of the sentence speaks of somebody else. */
function startsWithOther(tokens: readonly Token[], clauseStart: number): boolean {
  const sentence = tokens[clauseStart]?.sentence;
  for (let at = clauseStart - 1; at >= 0 && tokens[at]?.sentence === sentence; at--) {
    const word = tokens[at]?.word ?? '';
    if (OTHERS.has(word) && !TRADES.has(word)) return true;
  }
  return false;
}
