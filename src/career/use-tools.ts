/** Starts the tool that a message asks for, or repeats the last one for what it names now. */
import { type Asked, compareTurn, type Done, gapTurn, planTurn, roleFor, toolTurn } from './ask-tools.ts';
import { askNext, askQuestion, leaning, questionOf } from './assess-turn.ts';
import { type CareerIntent, readCareerIntent, readRole } from './intent.ts';
import { enumerate } from './said.ts';
import { type CareerState, skillsOf } from './state.ts';
import { isQuestion, isShort, isTest, wantsChoice } from './wishes.ts';

/** Tools that are asked for, and the choice between the roles. */
export function useTool(asked: Asked, before: CareerState, text: string): Done | undefined {
  const { career, state } = asked;
  const intent = readCareerIntent(career, text);
  if (wantsChoice(text, intent) && !isTest(text)) {
    const lean = leaning(asked);
    if (lean || !intent) return lean;
  }
  if (intent && isMeant(asked, intent, text)) return useIntended(asked, intent);
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

/** A choice between "ones" and "what else do I need?" are plain questions while nothing is known of the visitor. */
function isMeant({ career, state }: Asked, { tool, role, isOther }: CareerIntent, text: string): boolean {
  if (tool === 'assessment')
    return !/^\W*(?:how|why)\b/i.test(text) && (isTest(text) || !/\bone\b/i.test(text));
  if (tool !== 'gap' || NAMES_GAP.test(text)) return true;
  return (
    skillsOf(career, state).skills.length > 0 &&
    (roleFor(career, state, role, isOther) !== undefined || isOther)
  );
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

/** "And for ML?", "and in 8 weeks?" right after a gap or a plan. */
export function goOn(asked: Asked, before: CareerState, text: string): Done | undefined {
  const { career, state } = asked;
  if (before.last !== 'gap' && before.last !== 'plan') return undefined;
  if (before.last === 'gap' && state.skills !== before.skills && !isQuestion(text)) {
    return gapTurn(asked, roleFor(career, state));
  }
  if (!isShort(text)) return undefined;
  const isOther = /\bother\b/i.test(text);
  const named = readRole(career, text);
  const onward = /^\s*(?:and|what about|how about|for|now|same|in|as|with)\b/i.test(text);
  if (before.last === 'plan' && state.weeks !== before.weeks && !named) {
    return planTurn(asked, roleFor(career, state));
  }
  if (!onward || (!named && !isOther)) return undefined;
  const role = roleFor(career, state, named, isOther);
  return role && toolTurn(asked, before.last, role);
}
