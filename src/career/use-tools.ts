/** Starts the tool that a message asks for, or repeats the last one for what it names now. */
import { type Asked, compareTurn, type Done, gapTurn, planTurn, roleFor, toolTurn } from './ask-tools.ts';
import { askNext, askQuestion, questionOf } from './assess-turn.ts';
import { readWeeks } from './background.ts';
import { readAspects } from './compare.ts';
import { type CareerIntent, readCareerIntent, readRole } from './intent.ts';
import { leaning, nearer, nearestRole } from './leaning.ts';
import { namesOf, placesOf } from './mentions.ts';
import { enumerate } from './said.ts';
import { type CareerState, skillsOf } from './state.ts';
import { HOW_LONG, timeTurn } from './time-turn.ts';
import { declinesTest, isQuestion, isShort, isTest, leavesTest, wantsChoice } from './wishes.ts';
import { FILLERS, tokensOf } from './words.ts';

/** Answers on which a leaning is said without that more of them are asked for. */
const MIN_LEANING = 2;

/** Tools that are asked for, and the choice between the roles. */
export function useTool(
  asked: Asked,
  before: CareerState,
  text: string,
  lastQuestion: string,
): Done | undefined {
  const { career, state } = asked;
  // What is known of her is said without the test that she was offered.
  if (!state.started && before.last !== undefined && declinesTest(text) && !isQuestion(text)) {
    const lean = leaning(asked, 1) ?? nearer(asked);
    if (lean) return lean;
  }
  const intent = readCareerIntent(career, text);
  if (wantsChoice(text, intent) && !isTest(text)) {
    const lean = leaning(asked, MIN_LEANING);
    if (lean) return lean;
    if (!intent || !isMeant(asked, intent, text)) return leaning(asked, 1) ?? nearer(asked);
  }
  if (namesChoice(asked, text)) return leaning(asked, 1) ?? nearer(asked);
  if (PROPOSES.test(text) && isShort(text) && readRole(career, text) !== undefined) {
    const lean = leaning(asked, 1);
    if (lean) return lean;
  }
  if (intent && isMeant(asked, intent, text)) {
    return useIntended(asked, completed(asked, intent, text, lastQuestion));
  }
  // "React, TypeScript. Gap to AI engineer please" names the skills and the wish at once.
  if (/\bgaps?\b/i.test(text) && !/\bbetween\b/i.test(text) && skillsOf(career, state).skills.length > 0) {
    return gapTurn(asked, roleFor(career, state, readRole(career, text)));
  }
  if (before.waitsFor === undefined) return undefined;
  if (before.waitsFor === 'skills') {
    const none = /^\W*(?:none|nothing|no|not yet|nope|zero)\b/i.test(text);
    const said = skillsOf(career, state);
    const isList = said.skills.length + said.unknown.length > 0;
    const role = roleFor(career, state);
    return !isQuestion(text) && (none || isList) ? gapTurn(asked, role, { none }) : undefined;
  }
  const role = isQuestion(text) && !isShort(text) ? undefined : readRole(career, text);
  if (role === undefined) return undefined;
  if (before.waitsFor === 'gap role') return gapTurn(asked, roleFor(career, state, role));
  return before.waitsFor === 'plan role' ? planTurn(asked, roleFor(career, state, role)) : undefined;
}

/** The wish with what it leaves unsaid: the aspect just asked about, or the role that is nearer. */
function completed(asked: Asked, intent: CareerIntent, text: string, lastQuestion: string): CareerIntent {
  const { career, state } = asked;
  if (intent.tool === 'compare' && intent.aspects.length === 0 && AGAINST.test(text)) {
    return { ...intent, aspects: readAspects(career.assessment, lastQuestion) };
  }
  if (intent.tool !== 'gap' || intent.isOther || NAMES_GAP.test(text)) return intent;
  const near = roleFor(career, state, intent.role) ? undefined : nearestRole(asked);
  return near ? { ...intent, role: near.id } : intent;
}

/** "Compared to ML?" compares what was just asked about. */
const AGAINST = /\b(?:compared (?:to|with)|versus|vs)\b/i;

/** "AI or ML?" of somebody who said something of herself. */
function namesChoice({ career }: Asked, text: string): boolean {
  if (!isShort(text) || !/\bor\b/i.test(text)) return false;
  const tokens = tokensOf(text);
  const named = career.roles.map((role) => placesOf(namesOf(role), tokens));
  if (named.some((places) => places.length === 0)) return false;
  const covered = named.flat();
  const rest = tokens.filter(
    ({ word }, at) => !covered.some(({ from, to }) => from <= at && at < to) && !FILLERS.has(word),
  );
  return rest.every(({ word }) => CHOOSING.has(word));
}

/** "Should I go for ML then?", "is AI engineering right for me?" of somebody who said what she likes. */
const PROPOSES =
  /\b(?:should|shall) i (?:then |better |rather )?(?:go (?:for|with|into)|choose|pick|take|become)\b|\bis [\w ]{2,40} (?:the right (?:one|thing|path) |right |good |something |a fit )?for me\b/i;

const CHOOSING = new Set(
  'or so then ok okay and now should i choose me go do pick what which rather better'.split(' '),
);

/** A choice between "ones" and "what else do I need?" are plain questions while nothing is known of the visitor. */
function isMeant({ career, state }: Asked, { tool }: CareerIntent, text: string): boolean {
  if (tool === 'assessment')
    return !leavesTest(text) && !/^\W*(?:how|why)\b/i.test(text) && (isTest(text) || !/\bone\b/i.test(text));
  if (tool !== 'gap' || NAMES_GAP.test(text)) return true;
  return skillsOf(career, state).skills.length > 0;
}

/** The tool by its name; "what am I missing?" of somebody who stated no skill is better answered from the documents. */
const NAMES_GAP = /\bskills?[ -]gap|\bgap (?:analysis|check)\b|\bmy (?:skills? )?gaps?\b|\bmy skills\b/i;

function useIntended(asked: Asked, { tool, role, isOther, aspects }: CareerIntent): Done | undefined {
  const { career, state } = asked;
  switch (tool) {
    case 'assessment':
      return start(asked);
    case 'compare':
      return compareTurn(asked, aspects);
    case 'gap':
      return gapTurn(asked, roleFor(career, state, role, isOther));
    case 'plan':
      return planTurn(asked, roleFor(career, state, role, isOther));
    default:
      throw new TypeError(`No such tool: ${JSON.stringify(tool satisfies never)}.`);
  }
}

/** Begins the assessment, or goes on where it was left; what was said in passing counts, and is said. */
function start(asked: Asked): Done {
  const { state } = asked;
  const open = questionOf(asked);
  if (open) return askQuestion(asked, open);
  const words = Object.values(state.stated).map((each) => `“${each}”`);
  const before =
    state.started || words.length === 0
      ? undefined
      : `You said ${enumerate(words)}, so ${words.length === 1 ? 'that question is' : 'those questions are'} answered; say “change my answer” where I misread you.`;
  return askNext(asked, before);
}

/** "And for ML?", "and in 8 weeks?", "by maths": the tool of the turn before once more, for what is named now. */
export function goOn(
  asked: Asked,
  before: CareerState,
  text: string,
  lastQuestion: string,
): Done | undefined {
  const { career, state } = asked;
  const time = timeTurn(asked, before, text, lastQuestion);
  if (time) return time;
  const named = readRole(career, text);
  const onward = /^\s*(?:and|what about|how about|for|now|same|in|as|with|by|only|just|make it|if)\b/i.test(
    text,
  );
  if (state.planned && readWeeks(text) !== undefined && !named && isShort(text) && isOnlyTime(text)) {
    return planTurn(asked, roleFor(career, state));
  }
  if (before.last === 'compare' && isShort(text) && !named && (onward || !isQuestion(text))) {
    const aspects = readAspects(career.assessment, text);
    if (aspects.length > 0) return compareTurn(asked, aspects);
  }
  if (before.last !== 'gap' && before.last !== 'plan') return undefined;
  if (before.last === 'gap' && state.skills !== before.skills && !isQuestion(text)) {
    return gapTurn(asked, roleFor(career, state));
  }
  if (!isShort(text)) return undefined;
  const isOther = /\bother\b/i.test(text);
  if (
    before.last === 'plan' &&
    onward &&
    named &&
    HOW_LONG.test(lastQuestion) &&
    !isQuestion(text.replace(/\?/g, ''))
  ) {
    const field = career.roles.find(({ id }) => id === named)?.field ?? '';
    return timeTurn(asked, before, `How long for ${field}?`, lastQuestion);
  }
  if (before.last === 'plan' && state.weeks !== before.weeks && !named) {
    return planTurn(asked, roleFor(career, state));
  }
  if (!onward || (!named && !isOther)) return undefined;
  const role = roleFor(career, state, named, isOther);
  return role && toolTurn(asked, before.last, role);
}

const TIME_WORDS =
  /\b(?:and|what|how|about|if|i|we|had|have|got|only|just|in|with|for|make|it|over|say|then|ok|okay|a|an|the|half|of|couple|few|instead|do|can|you|me|plan|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|weeks?|months?|years?|days?)\b/gi;

/** Nothing is said but how much time there is. */
function isOnlyTime(text: string): boolean {
  return !/[\p{L}\d]/u.test(text.replace(TIME_WORDS, ''));
}
