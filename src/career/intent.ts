/** Recognises that a visitor asks for a career tool, and for which role. */
import { readAspects } from './compare.ts';
import { mentionedLongest, namesOf, placesOf } from './mentions.ts';
import { createPhraseBook } from './phrase-book.ts';
import { compilePhrase, findPhrase } from './phrases.ts';
import type { Career } from './schema.ts';
import { ASKED, type CareerTool } from './tool-phrases.ts';
import { type Token, tokensOf } from './words.ts';

export interface CareerIntent {
  tool: CareerTool;
  /** Id of the role that is named; absent when none or several are, or only the visitor's own. */
  role?: string;
  /** True: "the other role", whichever was spoken of last. */
  isOther: boolean;
  /** Names of the aspects to compare; empty for all. */
  aspects: string[];
}

const phrases = (...sources: string[]) =>
  createPhraseBook(sources.map((source) => ({ phrase: compilePhrase(source, {}) })));
const isSaid = (book: ReturnType<typeof phrases>, tokens: readonly Token[]) =>
  book.near(tokens).some(({ phrase }) => findPhrase(phrase, tokens).length > 0);

const TOOLS = ASKED.map(([tool, said]) => [tool, phrases(...said)] as const);

/** Reads `text`. @returns undefined for everything that is not a wish for a tool the owner has. */
export function readCareerIntent(career: Career, text: string): CareerIntent | undefined {
  if (ASKS_MEANING.test(text) || BY_OTHERS.test(text)) return undefined;
  const tokens = tokensOf(text);
  const has: Record<CareerTool, boolean> = {
    assessment: true,
    compare: career.assessment.compare.length > 0,
    gap: career.skills !== undefined,
    plan: career.plan !== undefined,
  };
  const tool = has.gap && OF_ME.test(text) ? 'gap' : AM_I_FIT.test(text) ? 'assessment' : toolOf(tokens, has);
  if (!tool || (tool === 'gap' && !OWN_GAP.test(text))) return undefined;
  if (tool === 'assessment' && ABOUT_TEST.test(text)) return undefined;
  if (tool === 'compare' && AT_TABLE.test(text)) return undefined;
  if (tool === 'compare' && comparesOtherThings(career, text)) return undefined;
  const aspects = tool === 'compare' ? readAspects(career.assessment, text) : [];
  if (tool === 'compare' && aspects.length === 0 && comparesByOther(career, text)) return undefined;
  const role = readRole(career, text);
  return {
    tool,
    ...(role && tool !== 'compare' ? { role } : {}),
    isOther: isSaid(OTHER, tokens),
    aspects,
  };
}

const OTHER = phrases('other role', 'other one', 'other path', 'other job', 'other career', 'the other');
/** "What is a study plan?" asks what the words mean. */
const ASKS_MEANING = /^\s*what(?:['’]?s| is| are) an? /i;

/** "Will they quiz me on sorting?" is about somebody else's questions. */
const BY_OTHERS =
  /\b(?:they|he|she|it|companies|employers|interviewers?|recruiters?|managers?|firms|people|someone) (?:\w+ ){0,2}(?:quiz|test|assess|match) me\b/i;
/** "Does my name count in the assessment?" asks how it works; "do the assessment" wants it. */
const ABOUT_TEST =
  /^\W*(?:(?:so|and|but|ok|okay|hm+)\W+)*(?:does|is|are|was|were|did|will|would|how(?! about)|why|who|when|what (?:does|do|is|are|happens|counts?|if)|do (?!the\b|an?\b|that\b|this\b|my\b|your\b|it\b)).{0,80}\b(?:fit check|(?:career|self|the|your|this|aptitude) (?:test|quiz|assessment|check))\b/i;
/** What is brought to the table is no table. */
const AT_TABLE = /\b(?:to|at|off|under) the (?:\w+ )?table\b/i;

/** Small words decide here, and phrases skip those. */
const AM_I_FIT = /\b(?:am|would|do) i (?:be )?(?:an? )?(?:good |better |great )?(?:fit|match)\b/i;

const OF_ME =
  /\b(?:ask|asks|asked|need|needs|want|wants|demand|demands|expect|expects|require|requires) (?:of|from) me\b|\bmy (?:skills? )?gaps?\b/i;
/** "Are engineers still needed?" asks of nobody's own skills. */
const OWN_GAP =
  /\b(?:i|im|i['’]m|my|me)\b|^\W*(?:(?:and|so|ok|then) )*what(?:['’]?s| is| else| else is| would be| else would be)? (?:else |still )?(?:left|missing)\b|\bskills?[ -]gap|\bgap analysis\b|\bmissing skills\b/i;

function toolOf(tokens: readonly Token[], has: Record<CareerTool, boolean>): CareerTool | undefined {
  return TOOLS.find(([tool, book]) => has[tool] && isSaid(book, tokens))?.[0];
}

/** Words that stand for the roles without naming them. */
const BOTH = ['both', 'them', 'two', 'roles', 'paths', 'jobs', 'careers', 'these', 'each other'];

/** "Compare Python and Java" is not about the roles: it names neither them nor a word for them, but something else. */
function comparesOtherThings(career: Career, text: string): boolean {
  const tokens = tokensOf(text);
  if ([...career.roles.map(namesOf), BOTH].some((names) => placesOf(names, tokens).length > 0)) return false;
  const rest = tokens.filter(({ word }) => !REQUEST.has(word));
  return rest.length > 0 && readAspects(career.assessment, text).length === 0;
}

/** "Compare them on prestige": by something that the table does not hold, which the documents may. */
function comparesByOther({ roles }: Career, text: string): boolean {
  const by =
    /\b(?:on|by|regarding|concerning|in terms of|with respect to|when it comes to) (?:the |their )?([\w' -]{3,40})\W*$/i.exec(
      text,
    )?.[1];
  if (by === undefined) return false;
  const tokens = tokensOf(by);
  return (
    tokens.some(({ word }) => !REQUEST.has(word) && !PLAIN.has(word)) &&
    ![...roles.map(namesOf), BOTH].some((names) => placesOf(names, tokens).length > 0)
  );
}

const PLAIN = new Set(
  'aspect aspects everything all every point points detail details one your own criteria'.split(' '),
);

const REQUEST = new Set(
  'compare comparison table differences difference they how it side by please can could you me a the in as it show make give do for of to i want would like and now head pros cons'.split(
    ' ',
  ),
);

/** The role a visitor asks about: the only one named, or the one after "become", "for" or "as". */
export function readRole({ roles }: Career, text: string): string | undefined {
  const tokens = tokensOf(text);
  const named = roles.map((role) => ({ item: role.id, words: namesOf(role) }));
  const mentioned = named.filter(({ words }) => placesOf(words, tokens).length > 0);
  if (mentioned.length === 1) return mentioned[0]?.item;
  const aims = new Set('become becoming for to towards toward into'.split(' '));
  const aimed = named.filter(({ words }) =>
    placesOf(words, tokens).some(({ from }) =>
      tokens.slice(Math.max(0, from - 3), from).some(({ word }) => aims.has(word)),
    ),
  );
  if (aimed.length !== 1) return undefined;
  return mentionedLongest(aimed, tokens);
}
