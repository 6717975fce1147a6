/** The career tools in conversation: what a message starts, answers, changes or states, and what is remembered of it. */
import type { Knowledge, PastTurn } from '../domain.ts';
import type { Act } from '../understanding/acts.ts';
import { questionType } from '../understanding/question.ts';
import {
  type Asked,
  compareTurn,
  type Done,
  gapTurn,
  OFFER,
  planTurn,
  roleFor,
  toolTurn,
} from './ask-tools.ts';
import {
  askAgain,
  askNext,
  askQuestion,
  change,
  leaning,
  questionOf,
  result,
  startOver,
  takeReply,
} from './assess-turn.ts';
import { nextQuestion } from './assessment.ts';
import { readControl } from './controls.ts';
import { type CareerIntent, readCareerIntent, readRole } from './intent.ts';
import { placesOf } from './mentions.ts';
import { learn, profileLine } from './profile.ts';
import { readAnswer } from './read-answer.ts';
import { type CareerReply, plainReply } from './reply.ts';
import { enumerate } from './said.ts';
import type { Career } from './schema.ts';
import { type CareerState, readState, skillsOf } from './state.ts';
import { isList, isQuestion, isRestart, isResume, isShort, isTest, wantsChoice } from './wishes.ts';
import { tokensOf } from './words.ts';

export interface CareerTurn {
  /** Absent: the message is none for the tools, and is answered from the knowledge. */
  reply?: CareerReply;
  /** For `memory.career` of this turn, whoever answers it. */
  memory: Record<string, unknown>;
  /** One line of what the visitor stated, for the model. */
  profile?: string;
  /** Offered after a plain answer: the way back to an assessment that waits. */
  offer?: string;
}

export interface CareerInput {
  career: Career;
  knowledge: Knowledge;
  question: string;
  act: Act;
  past: readonly PastTurn[];
}

/** Acts that no tool may answer. */
const NOT_OURS: ReadonlySet<Act> = new Set(['distress', 'injection']);

/** Reads one message. Pure: all state stands in `past`. */
export function careerTurn({ career, knowledge, question, act, past }: CareerInput): CareerTurn {
  const before = readState(career, past);
  // Right after a gap a list of skills completes it; one name alone may as well be asked about.
  const listed =
    !isQuestion(question) && (before.waitsFor === 'skills' || (before.last === 'gap' && isList(question)));
  // "Change my answer about maths" states nothing, and a role that was asked for is not where the visitor starts.
  const namesRole = before.waitsFor?.endsWith('role') && isShort(question);
  const { state: learned, news } =
    readControl(question) || namesRole
      ? { state: before, news: [] }
      : learn(career, before, question, {
          listed,
          withWeeks:
            !isQuestion(question) ||
            before.last === 'plan' ||
            readCareerIntent(career, question)?.tool === 'plan',
          ...(before.asked === undefined ? {} : { asked: before.asked }),
        });
  const { waitsFor: _, last: __, ...state } = learned;
  const asked: Asked = { career, knowledge, state };
  const done = NOT_OURS.has(act) ? undefined : converse(asked, before, { question, act, news });
  const after = done?.state ?? state;
  const profile = profileLine(career, after);
  return {
    memory: JSON.parse(JSON.stringify(after)) as Record<string, unknown>,
    ...(done ? { reply: done.reply } : {}),
    ...(profile ? { profile } : {}),
    ...(!done && after.asked !== undefined ? { offer: OFFER.resume } : {}),
  };
}

interface Said {
  question: string;
  act: Act;
  /** What the message stated of the visitor. */
  news: readonly string[];
}

function converse(asked: Asked, before: CareerState, said: Said): Done | undefined {
  return (
    replyToAssessment(asked, before, said) ??
    useTool(asked, before, said.question) ??
    goOn(asked, before, said.question) ??
    unclear(asked, before, said) ??
    note(asked, said)
  );
}

/** Answers, skips, changes and results, while a question is open or after the verdict. */
function replyToAssessment(asked: Asked, before: CareerState, { question: text }: Said): Done | undefined {
  const { career, state } = asked;
  if (!state.started) return undefined;
  if (isRestart(text)) return startOver(asked);
  const open = questionOf(asked);
  const isPaused = before.last !== 'assessment';
  if (open) {
    if (isPaused && isResume(text)) return askQuestion(asked, open);
    if (isQuestion(text) || (isPaused && isTopical(asked, text))) return undefined;
    const done = takeReply(asked, open, readAnswer(career.assessment, open, text, state.answers));
    if (done) return done;
    return isResume(text) ? askQuestion(asked, open) : undefined;
  }
  const control = readControl(text)?.control;
  const first = career.assessment.questions[0];
  if (first && (control === 'change' || (control === 'back' && !isPaused))) {
    const reading = readAnswer(career.assessment, first, text, state.answers);
    if (reading.kind === 'change') return change(asked, reading);
  }
  if (control === 'stop' && /\b(?:results?|verdict)\b/i.test(text)) return result(asked);
  const isOpen = nextQuestion(career.assessment, state.answers) !== undefined;
  if (isResume(text) && isOpen && (isTest(text) || !isPaused)) {
    return askNext({ ...asked, state: { ...state, skipped: [] } });
  }
  return undefined;
}

/** "And in ML?" between two questions of the assessment goes on with the plain question, not with the assessment. */
function isTopical({ career }: Asked, text: string): boolean {
  return /^\s*(?:and|what about|how about|but)\b/i.test(text) && readRole(career, text) !== undefined;
}

/** Tools that are asked for, and the choice between the roles. */
function useTool(asked: Asked, before: CareerState, text: string): Done | undefined {
  const { career, state } = asked;
  const intent = readCareerIntent(career, text);
  if (wantsChoice(text, intent) && !isTest(text)) {
    const lean = leaning(asked);
    if (lean || !intent) return lean;
  }
  if (intent && isMeant(asked, intent, text)) return useIntended(asked, intent);
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
  if (tool !== 'gap' || /\b(?:gaps?|my skills|missing|lack)\b/i.test(text)) return true;
  return roleFor(career, state, role, isOther) !== undefined || skillsOf(career, state).skills.length > 0;
}

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
function goOn(asked: Asked, before: CareerState, text: string): Done | undefined {
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

/** A reply to the open question that nothing can be made of: asked again, unless something else was meant. */
function unclear(asked: Asked, before: CareerState, { question: text, act, news }: Said): Done | undefined {
  const open = questionOf(asked);
  if (!open || before.last !== 'assessment' || isQuestion(text) || !isReply(act)) return undefined;
  if (news.length > 0) return askQuestion(asked, open, `Noted: ${enumerate(news)}.`);
  return askAgain(asked, open);
}

/** "No", "hm" and "42" may be meant as replies; thanks and greetings are not. */
function isReply(act: Act): boolean {
  return act === 'question' || act === 'acknowledgement' || act === 'gibberish';
}

/** Acknowledges a message that only states something. */
function note({ career, state }: Asked, { question: text, act, news }: Said): Done | undefined {
  // "I love maths, AI or ML" names the roles to choose between.
  const tokens = tokensOf(text);
  const named = career.roles.filter(
    ({ name, field, words }) => placesOf([name, field, ...words], tokens).length > 0,
  );
  if (
    named.length > 1 ||
    news.length === 0 ||
    isQuestion(text) ||
    act !== 'question' ||
    questionType(text) !== 'open'
  )
    return undefined;
  const role = roleFor(career, state) ?? career.roles[0];
  const next = state.started ? OFFER.resume : OFFER.test;
  const followUps = [
    ...(state.done ? [] : [next]),
    ...(career.skills && role ? [OFFER.gap(role)] : []),
    ...(career.plan && role ? [OFFER.plan(role)] : []),
  ];
  const use = career.skills
    ? 'I can set it against a role, or use it when we look at which one suits you'
    : 'I use it when we look at which role suits you';
  return { reply: plainReply(`Noted: ${enumerate(news)}; ${use}.`, followUps), state };
}
