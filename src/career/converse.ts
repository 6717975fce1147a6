/** The career tools in conversation: what a message starts, answers, changes or states, and what is remembered of it. */
import type { Knowledge, PastTurn } from '../domain.ts';
import type { Act } from '../understanding/acts.ts';
import { questionType } from '../understanding/question.ts';
import { asksMeaning } from '../understanding/reactions.ts';
import { type Asked, type Done, OFFER } from './ask-tools.ts';
import {
  askAgain,
  askNext,
  askQuestion,
  change,
  questionOf,
  result,
  startOver,
  takeReply,
} from './assess-turn.ts';
import { nextQuestion } from './assessment.ts';
import { readWeeks } from './background.ts';
import { again, briefly } from './brief.ts';
import { readControl } from './controls.ts';
import { readCareerIntent, readRole } from './intent.ts';
import { leaning, nearer } from './leaning.ts';
import { namesOf, placesOf } from './mentions.ts';
import { learn, profileLine } from './profile.ts';
import { readAnswer } from './read-answer.ts';
import { remark } from './remark.ts';
import type { CareerReply } from './reply.ts';
import { enumerate } from './said.ts';
import type { Career } from './schema.ts';
import { type CareerState, readState } from './state.ts';
import { goOn, useTool } from './use-tools.ts';
import {
  isList,
  isQuestion,
  isRestart,
  isResume,
  isShort,
  isTest,
  leavesTest,
  wantsResult,
} from './wishes.ts';
import { tokensOf } from './words.ts';

export interface CareerTurn {
  /** Absent: the message is none for the tools, and is answered from the knowledge. */
  reply?: CareerReply;
  /** For `memory.career` of this turn, whoever answers it. */
  memory: Record<string, unknown>;
  /** One line of what the visitor stated, for the model. */
  profile?: string;
  /** Where the visitor says she starts, in the owner's words. */
  background?: string;
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

/** "I meant AI engineering" says what the question was about, and nothing of the visitor. */
const CORRECTS = /\b(?:i|we) (?:mean|meant|was talking|was asking)\b|\bno,? (?:not|the other)\b/i;

/** Who is asked for a role and says what she knows names none. */
const SPEAKS = /\bi (?:know|can|use|have|did|work|worked|am good)\b|\bi['’]ve\b/i;

/** "Skip", "not sure": no statement. "I don't know SQL" is one where no question is open that it could answer. */
function steers({ asked }: CareerState, text: string): boolean {
  const control = readControl(text)?.control;
  return control !== undefined && (control !== 'unsure' || asked !== undefined);
}

/** Acts that no tool may answer, and in which nothing is stated of skills: "my brain is dead after this maths". */
const NOT_OURS: ReadonlySet<Act> = new Set<Act>([
  'distress',
  'hardship',
  'injection',
  'mood',
  'persona',
  'chitchat',
  'apology',
  'presence',
]);

/** Reads one message. Pure: all state stands in `past`. */
export function careerTurn({ career, knowledge, question, act, past }: CareerInput): CareerTurn {
  const before = readState(career, past);
  // Right after a gap a list of skills completes it; one name alone may as well be asked about.
  const listed =
    !isQuestion(question) && (before.waitsFor === 'skills' || (before.last === 'gap' && isList(question)));
  // "Change my answer about maths" states nothing, and a role that was asked for is not where the visitor starts.
  const namesRole = before.waitsFor?.endsWith('role') && isShort(question) && !SPEAKS.test(question);
  const { state: learned, news } =
    NOT_OURS.has(act) || steers(before, question) || namesRole || CORRECTS.test(question)
      ? { state: namesRole ? withWeeks(before, question) : before, news: [] }
      : learn(career, before, question, {
          listed,
          withWeeks:
            !isQuestion(question) ||
            before.last === 'plan' ||
            before.planned ||
            readCareerIntent(career, question)?.tool === 'plan',
          ...(before.asked === undefined ? {} : { asked: before.asked }),
        });
  const { waitsFor: _, last: __, ...kept } = learned;
  const spokenOf = before.last === undefined ? roleTalkedOf(career, past) : undefined;
  const state = spokenOf === undefined ? kept : { ...kept, role: spokenOf };
  const asked: Asked = { career, knowledge, state };
  const retell = act === 'shorter' ? briefly : act === 'repeat' ? again : undefined;
  const brief = before.last === undefined ? undefined : retell?.(knowledge, past.at(-1));
  const done = NOT_OURS.has(act)
    ? undefined
    : brief
      ? { reply: brief, state: { ...state, last: before.last } }
      : converse(asked, before, {
          question,
          act,
          news,
          lastQuestion: past.at(-1)?.question ?? '',
        });
  const after = done?.state ?? state;
  const profile = profileLine(career, after);
  const background = career.plan?.backgrounds.find(({ id }) => id === after.background);
  return {
    memory: JSON.parse(JSON.stringify(after)) as Record<string, unknown>,
    ...(done ? { reply: done.reply } : {}),
    ...(profile ? { profile } : {}),
    ...(background ? { background: background.name } : {}),
    ...(!done && after.asked !== undefined ? { offer: OFFER.resume } : {}),
  };
}

/** "AI, 15 weeks" names the time along with the role. */
function withWeeks(state: CareerState, text: string): CareerState {
  const weeks = readWeeks(text);
  return weeks === undefined ? state : { ...state, weeks };
}

/** The role that the turn before was about, where no tool answered it. */
function roleTalkedOf(career: Career, past: readonly PastTurn[]): string | undefined {
  const last = past.at(-1);
  return last?.outcome === 'answered' ? readRole(career, last.standaloneQuery) : undefined;
}

interface Said {
  question: string;
  act: Act;
  /** The message before; empty for the first. */
  lastQuestion: string;
  /** What the message stated of the visitor. */
  news: readonly string[];
}

function converse(asked: Asked, before: CareerState, said: Said): Done | undefined {
  return (
    replyToAssessment(asked, before, said) ??
    useTool(asked, before, said.question, said.lastQuestion) ??
    goOn(asked, before, said.question, said.lastQuestion) ??
    unclear(asked, before, said) ??
    note(asked, before, said)
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
    if (wantsResult(text)) return result(asked);
    if (!isPaused && leavesTest(text) && !isQuestion(text)) return leaveTest(asked);
    const control = readControl(text)?.control;
    const changes = control === 'change' && !/\bmind\b/i.test(text);
    const asks = isQuestion(text) && !changes && (text.includes('?') || !control);
    if (asks || (isPaused && isTopical(asked, text))) return undefined;
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

/** "No, without the test": what can be said by what is known of the visitor, or the first result there is. */
function leaveTest(asked: Asked): Done {
  const { asked: _, ...state } = asked.state;
  const left = { ...asked, state };
  return leaning(left, 1) ?? nearer(left) ?? result(asked);
}

/** "And in ML?" between two questions of the assessment goes on with the plain question, not with the assessment. */
function isTopical({ career }: Asked, text: string): boolean {
  return /^\s*(?:and|what about|how about|but)\b/i.test(text) && readRole(career, text) !== undefined;
}

const EXPLAINED =
  'There is no right answer: pick what comes nearest to you. Each answer gives points to the paths, and the result shows them all.';

/** A reply to the open question that nothing can be made of: asked again, unless something else was meant. */
function unclear(asked: Asked, before: CareerState, { question: text, act, news }: Said): Done | undefined {
  const open = questionOf(asked);
  if (!open || before.last !== 'assessment') return undefined;
  if (asksMeaning(text) || act === 'simpler') return askQuestion(asked, open, EXPLAINED);
  if (act === 'repeat') return askQuestion(asked, open);
  if (act === 'waiting') return askQuestion(asked, open, 'Take your time.');
  if (isQuestion(text) || !isReply(act)) return undefined;
  if (news.length > 0) return askQuestion(asked, open, `Noted: ${enumerate(news)}.`);
  return askAgain(asked, open);
}

/** "No", "hm" and "42" may be meant as replies; thanks and greetings are not. */
function isReply(act: Act): boolean {
  return act === 'question' || act === 'acknowledgement' || act === 'gibberish';
}

/** Acknowledges a message that only states something. */
function note(asked: Asked, before: CareerState, { question: text, act, news }: Said): Done | undefined {
  const { career } = asked;
  // "I love maths, AI or ML" names the roles to choose between.
  const tokens = tokensOf(text);
  const named = career.roles.filter((role) => placesOf(namesOf(role), tokens).length > 0);
  if (
    named.length > 1 ||
    news.length === 0 ||
    isQuestion(text) ||
    act !== 'question' ||
    questionType(text) !== 'open'
  )
    return undefined;
  return remark(asked, before, news);
}
