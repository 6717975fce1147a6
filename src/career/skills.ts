/** Reads the skills that visitors say they have, with a level guessed from their words. */
import { stem } from '../text/tokenize.ts';
import { findPhrase } from './phrases.ts';
import type { SkillsFile } from './schema.ts';
import { isClaimed } from './skill-claim.ts';
import { type Mention, mentionsOf, skillLexiconOf, skillTokens } from './skill-lexicon.ts';
import { unknownSkills } from './unknown-skills.ts';
import { NEGATORS, type Token } from './words.ts';

/** A level from 0 to 4, and the words it was read from. */
export interface StatedSkill {
  skillId: string;
  level: number;
  words: string;
}

export interface StatedSkills {
  /** At most one a skill, in the order stated; said twice, the later one counts. */
  skills: StatedSkill[];
  /** Names that look like skills and are not in the list, as typed. */
  unknown: string[];
}

/** Level of a skill that is named without any word for how well; a trade is taken to be done alone. */
const PLAIN_LEVEL = 2;
const TRADE_LEVEL = 3;
const TRADES = new Set(['developer', 'engineer', 'programmer', 'scientist', 'architect', 'coder'].map(stem));
/** From so many years a skill counts as done alone, and as led. */
const YEARS = { alone: 2, leads: 8 };
const YEAR = new Set(['year', 'yr']);
const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/**
 * Reads `text`. Levels: "heard of" 1; "some", "learning" 2; "I know", "I use", two years 3; "expert", eight years 4;
 * "I don't know X" 0; a bare name 2. Claims are taken as stated, never verified. Questions, wishes and other people's
 * skills do not count.
 * @param options.listed true when the visitor was just asked for skills, so that a bare list is a claim.
 */
export function readSkills(file: SkillsFile, text: string, options: { listed?: boolean } = {}): StatedSkills {
  const tokens = skillTokens(file, text);
  const mentions = mentionsOf(file, tokens);
  const skills = new Map<string, StatedSkill>();
  let before: { mention: Mention; level: number | undefined } | undefined;
  for (const [at, mention] of mentions.entries()) {
    if (!isClaimed(text, tokens, mention.from, options.listed ?? false)) {
      before = undefined;
      continue;
    }
    const next = mentions[at + 1];
    const own = levelAround(file, tokens, before?.mention, mention, next);
    // "5 years of Python, Docker and Git": what is joined without words of its own shares the level.
    const isJoined = before && onlyJoins(tokens, before.mention.to, mention.from);
    const isTrade = TRADES.has(tokens[mention.to - 1]?.stem ?? '');
    const level = own ?? (isJoined ? before?.level : undefined) ?? (isTrade ? TRADE_LEVEL : PLAIN_LEVEL);
    before = { mention, level };
    const words = text.slice(tokens[mention.from]?.start, tokens[mention.to - 1]?.end);
    for (const skillId of mention.skillIds) {
      skills.delete(skillId);
      skills.set(skillId, { skillId, level, words });
    }
  }
  return { skills: [...skills.values()], unknown: unknownSkills(text, tokens, mentions) };
}

const JOINS = new Set('and or nor plus as well also with in using the a of'.split(' '));

function onlyJoins(tokens: readonly Token[], from: number, to: number): boolean {
  const between = tokens.slice(from, to);
  return between.every(({ word }) => JOINS.has(word)) && tokens[from - 1]?.sentence === tokens[to]?.sentence;
}

/** The level that the words around one mention give, or undefined where they give none. */
function levelAround(
  file: SkillsFile,
  tokens: readonly Token[],
  previous: Mention | undefined,
  mention: Mention,
  next: Mention | undefined,
): number | undefined {
  const { clause, sentence } = tokens[mention.from] ?? { clause: 0, sentence: 0 };
  // Words before belong to it back to the previous skill; over a comma only when nothing but joins stands between.
  const earliest = previous && tokens[previous.to - 1]?.sentence === sentence ? previous.to : 0;
  let from = mention.from;
  while (from > earliest && tokens[from - 1]?.clause === clause) from--;
  let before = levelOf(file, tokens.slice(from, mention.from));
  // "experience with X, Python": a list that opened with a name we do not know.
  if (before === undefined && from === mention.from && from > earliest) {
    const opening = tokens.slice(earliest, from).filter((token) => token.sentence === sentence);
    before = levelOf(
      file,
      // "No degree, backend developer": what is lacked is named before the comma.
      opening.filter((token) => token.clause === clause - 1 && !LACKS.has(token.word)),
    );
  }
  let to = mention.to;
  while (to < (next?.from ?? tokens.length) && tokens[to]?.clause === clause && tokens[to]?.word !== 'and')
    to++;
  const isNexts = next && to === next.from && tokens[to]?.clause === clause;
  const after = isNexts ? undefined : levelOf(file, tokens.slice(mention.to, to));
  if (before === 0 || after === undefined) return before;
  return before === undefined || after !== 3 ? after : before;
}

/** The level a stretch of words speaks of: a negator is 0, years count, and a modest word wins over "know". */
function levelOf(file: SkillsFile, tokens: readonly Token[]): number | undefined {
  const lexicon = skillLexiconOf(file);
  const isSaid = (level: number) =>
    lexicon.levels[level]?.some((phrase) => findPhrase(phrase, tokens).length > 0) ?? false;
  const years = yearsIn(tokens);
  if (years !== undefined) return years >= YEARS.leads ? 4 : years >= YEARS.alone ? 3 : 2;
  if (isSaid(1)) return 1;
  if (isSaid(2)) return 2;
  if (tokens.some((_, at) => isDenied(tokens, at))) return 0;
  for (const level of [0, 4, 3]) if (isSaid(level)) return level;
  return undefined;
}

/** These deny the noun behind them: "no degree and work as a tester". */
const LACKS = new Set(['no', 'without']);

/** Whether the token at `at` denies what stands behind all tokens. */
function isDenied(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  if (!NEGATORS.has(word) || tokens[at + 1]?.word === 'only') return false;
  return !LACKS.has(word) || !tokens.slice(at + 2).some((token) => token.word === 'and');
}

function yearsIn(tokens: readonly Token[]): number | undefined {
  for (const [at, { stem }] of tokens.entries()) {
    if (!YEAR.has(stem)) continue;
    const word = tokens[at - 1]?.word ?? '';
    const count = NUMBERS.includes(word) ? NUMBERS.indexOf(word) : Number.parseInt(word, 10);
    if (Number.isFinite(count)) return count;
  }
  return undefined;
}
