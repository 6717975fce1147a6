/** Recognises that a visitor asks for a career tool, and for which role. */
import { readAspects } from './compare.ts';
import { mentionedLongest, namesOf, placesOf } from './mentions.ts';
import { createPhraseBook } from './phrase-book.ts';
import { compilePhrase, findPhrase } from './phrases.ts';
import type { Career } from './schema.ts';
import { type Token, tokensOf } from './words.ts';

export type CareerTool = 'assessment' | 'gap' | 'compare' | 'plan';

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

/**
 * How each tool is asked for. A plain question ("which is better?", "what is the difference?", "should I become X or Y?")
 * is none of them: an assessment has to be wished for.
 */
const ASKED: readonly [CareerTool, ReturnType<typeof phrases>][] = [
  [
    'plan',
    phrases(
      'learning plan',
      'study plan',
      'learning roadmap',
      'roadmap',
      'make * roadmap',
      'give * roadmap',
      'create * roadmap',
      'roadmap * # weeks',
      'roadmap * # months',
      'plan * # weeks',
      'plan * # months',
      '# week plan',
      '# month plan',
      'training plan',
      'plan for me',
      'plan for learning',
      'plan my learning',
      'make * plan',
      'create * plan',
      'build * plan',
      'give * plan',
      'write * plan',
      'personal plan',
      'study schedule',
      'learning schedule',
      'weekly plan',
      'plan to become',
    ),
  ],
  [
    'gap',
    phrases(
      'skill gap',
      'skills gap',
      'gap analysis',
      'what i missing',
      'what missing',
      'i missing',
      'i lack',
      'skills i lack',
      'what i still need',
      'still need * learn',
      'still have to learn',
      'still need for',
      'i still need',
      'what else i need',
      'what else need',
      'what skills i still',
      'skills i need still',
      'what do i miss',
      'what i miss',
      'how far am i',
      'how far i am',
      'how far i from',
      'check my skills',
      'compare my skills',
      'match my skills',
      'missing skills',
      'what left',
      'else missing',
      'what would missing',
      'still missing',
      'still lack',
      'left to learn',
    ),
  ],
  [
    'compare',
    phrases(
      'compare',
      'side by side',
      'comparison',
      'comparison table',
      'in a table',
      'as a table',
      'table of',
      'make * table',
      'show * table',
      'head to head',
    ),
  ],
  [
    'assessment',
    phrases(
      'path fits me',
      'role fits me',
      'one fits me',
      'job fits me',
      'career fits me',
      'which fits me',
      'path suits me',
      'role suits me',
      'one suits me',
      'job suits me',
      'career suits me',
      'which suits me',
      'path * right for me',
      'role * right for me',
      'one * right for me',
      'fits me better',
      'fits me best',
      'suits me better',
      'suits me best',
      'fit me better',
      'fit me best',
      'best fit for me',
      'better fit for me',
      'take the test',
      'take * test',
      'take * quiz',
      'take * assessment',
      'start * assessment',
      'start * test',
      'start * quiz',
      'do * assessment',
      'do * quiz',
      'quiz me',
      'test me',
      'assess me',
      'lets * test',
      'fits my profile',
      'fit my profile',
      'suits my profile',
      'fit check',
      'career test',
      'career quiz',
      'career assessment',
      'self assessment',
      'the assessment',
      'the quiz',
      'aptitude test',
      'i a good fit',
      'would i fit',
      'i suited',
      'ask me * questions',
      'help me choose',
      'help me decide',
      'help me pick',
      'match me',
      'find my path',
      'find out which',
    ),
  ],
];

/** Reads `text`. @returns undefined for everything that is not a wish for a tool the owner has. */
export function readCareerIntent(career: Career, text: string): CareerIntent | undefined {
  if (ASKS_MEANING.test(text)) return undefined;
  const tokens = tokensOf(text);
  const has: Record<CareerTool, boolean> = {
    assessment: true,
    compare: career.assessment.compare.length > 0,
    gap: career.skills !== undefined,
    plan: career.plan !== undefined,
  };
  const tool = has.gap && OF_ME.test(text) ? 'gap' : AM_I_FIT.test(text) ? 'assessment' : toolOf(tokens, has);
  if (!tool || (tool === 'gap' && !OWN_GAP.test(text))) return undefined;
  if (tool === 'compare' && comparesOtherThings(career, text)) return undefined;
  const role = readRole(career, text);
  return {
    tool,
    ...(role && tool !== 'compare' ? { role } : {}),
    isOther: isSaid(OTHER, tokens),
    aspects: tool === 'compare' ? readAspects(career.assessment, text) : [],
  };
}

const OTHER = phrases('other role', 'other one', 'other path', 'other job', 'other career', 'the other');
/** "What is a study plan?" asks what the words mean. */
const ASKS_MEANING = /^\s*what(?:['’]?s| is| are) an? /i;

/** Small words decide here, and phrases skip those. */
const AM_I_FIT = /\b(?:am|would|do) i (?:be )?(?:an? )?(?:good |better |great )?(?:fit|match)\b/i;

const OF_ME =
  /\b(?:ask|asks|asked|need|needs|want|wants|demand|demands|expect|expects|require|requires) (?:of|from) me\b|\bmy (?:skills? )?gaps?\b/i;
/** "Are engineers still needed?" asks of nobody's own skills. */
const OWN_GAP =
  /\b(?:i|im|i['’]m|my|me)\b|^\W*(?:(?:and|so|ok|then) )*what(?:['’]?s| is| else| else is| would be| else would be)? (?:else |still )?(?:left|missing)\b|\bskills?[ -]gap|\bgap analysis\b|\bmissing skills\b/i;

function toolOf(tokens: readonly Token[], has: Record<CareerTool, boolean>): CareerTool | undefined {
  return ASKED.find(([tool, book]) => has[tool] && isSaid(book, tokens))?.[0];
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
