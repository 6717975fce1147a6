/** The assessment as a conversation: asks, takes replies, shows the result, and gives a leaning in between. */

import { type Asked, type Done, OFFER } from './ask-tools.ts';
import { nextQuestion } from './assessment.ts';
import { skillGap } from './gap.ts';
import type { AnswerReading } from './read-answer.ts';
import { toReply } from './reply.ts';
import { enumerate, type Said, sentence } from './said.ts';
import { sayNoted, sayQuestion, sayUnclear, sayWhichChange } from './say-assessment.ts';
import { sayVerdict } from './say-verdict.ts';
import type { Question } from './schema.ts';
import { type CareerState, skillsOf, withAnswer } from './state.ts';
import { verdict } from './verdict.ts';

export function questionOf({ career, state }: Asked): Question | undefined {
  return career.assessment.questions.find(({ id }) => id === state.asked);
}

/** Asks the next open question, or shows the result where none is open. */
export function askNext(asked: Asked, before?: string): Done {
  const { career, state } = asked;
  const question = nextQuestion(career.assessment, state.answers, state.skipped);
  return question ? askQuestion(asked, question, before) : result(asked);
}

/** Asks `question`; `before` is said first. */
export function askQuestion(asked: Asked, question: Question, before?: string): Done {
  const { career, state } = asked;
  const isFirst = !state.started;
  const said = sayQuestion(career.assessment, question, {
    answers: state.answers,
    skipped: state.skipped,
    isFirst,
    ...(before === undefined ? {} : { before }),
  });
  return put(asked, said, { ...state, asked: question.id, started: true, done: false });
}

function put({ knowledge }: Asked, said: Said, state: CareerState): Done {
  const reply = toReply(knowledge, said, { outcome: 'smalltalk', followUps: [] });
  const { figure } = reply;
  const followUps =
    figure?.kind === 'question' ? [...figure.replies, ...figure.controls].map(({ send }) => send) : [];
  return { reply: { ...reply, followUps }, state: { ...state, last: 'assessment' } };
}

/** Takes a reply to the open question. Undefined: it is none. */
export function takeReply(asked: Asked, question: Question, reading: AnswerReading): Done | undefined {
  const { state } = asked;
  switch (reading.kind) {
    case 'answer': {
      const { asked: _, ...rest } = state;
      const { [question.id]: __, ...stated } = rest.stated;
      const answers = withAnswer(rest.answers, question.id, reading.answerId);
      const skipped = rest.skipped.filter((id) => id !== question.id);
      const next = { ...asked, state: { ...rest, answers, stated, skipped } };
      return askNext(next, sayNoted(question, reading.answerId));
    }
    case 'skip': {
      const { asked: _, ...rest } = state;
      const { [question.id]: __, ...answers } = rest.answers;
      const skipped = [...rest.skipped.filter((id) => id !== question.id), question.id];
      return askNext({ ...asked, state: { ...rest, answers, skipped } }, 'Skipped.');
    }
    case 'stop':
      return result(asked);
    case 'change':
      return change(asked, reading);
    case 'unclear':
      return undefined;
    default:
      throw new TypeError(`No such reading: ${JSON.stringify(reading satisfies never)}.`);
  }
}

/** Asks the open question again, after a reply that could not be read. */
export function askAgain(asked: Asked, question: Question): Done {
  const { career, state } = asked;
  const { answers, skipped } = state;
  return put(asked, sayUnclear(career.assessment, question, { answers, skipped }), state);
}

/** Changes an answer, or asks for the new one, or which one to change. */
export function change(asked: Asked, reading: Extract<AnswerReading, { kind: 'change' }>): Done {
  const { career, state } = asked;
  const question = career.assessment.questions.find(({ id }) => id === reading.questionId);
  if (!question) {
    if (Object.keys(state.answers).length === 0) return askNext(asked, 'There is no answer to change yet.');
    return put(asked, sayWhichChange(career.assessment, state.answers), state);
  }
  if (reading.answerId === undefined) return askQuestion(asked, question);
  const { [question.id]: _, ...stated } = state.stated;
  const answers = withAnswer(state.answers, question.id, reading.answerId);
  const next = { ...asked, state: { ...state, answers, stated } };
  return state.done ? result(next) : askNext(next, sayNoted(question, reading.answerId));
}

/** The verdict on the answers there are; too early, it goes on with the question that would tell most. */
export function result({ career, knowledge, state }: Asked): Done {
  const { assessment, skills } = career;
  const outcome = verdict(assessment, state.answers);
  const stated = skillsOf(career, state);
  const next = outcome.kind === 'too-early' ? nextQuestion(assessment, state.answers) : undefined;
  const gap =
    skills && outcome.role && stated.skills.length > 0 ? skillGap(skills, outcome.role, stated) : undefined;
  const said = sayVerdict(assessment, outcome, { ...(gap ? { gap } : {}), ...(next ? { next } : {}) });
  const { asked: _, ...rest } = state;
  const role = career.roles.find(({ id }) => id === outcome.role);
  const followUps = next
    ? [...next.answers.map(({ label }) => label), 'Skip']
    : [
        ...(role && skills ? [OFFER.gap(role)] : []),
        ...(role && career.plan ? [OFFER.plan(role)] : []),
        'Change an answer',
        ...(nextQuestion(assessment, state.answers) ? [OFFER.resume] : []),
        ...(role ? [] : [OFFER.compare]),
      ];
  return {
    reply: toReply(knowledge, withStated(said, state), {
      outcome: 'answered',
      followUps,
      standaloneQuery: role
        ? `Who does ${role.field} fit?`
        : `How do I decide between ${enumerate(career.roles.map(({ name }) => name))}?`,
    }),
    state: {
      ...rest,
      ...(next ? { asked: next.id } : {}),
      ...(role ? { role: role.id } : {}),
      skipped: next ? state.skipped.filter((id) => id !== next.id) : state.skipped,
      started: true,
      done: true,
      last: 'assessment',
    },
  };
}

/** Says which answers were read from what the visitor said in passing. */
function withStated(said: Said, { stated }: CareerState): Said {
  const words = Object.values(stated).map((each) => `“${each}”`);
  if (words.length === 0) return said;
  return {
    ...said,
    statements: [...said.statements, sentence(`You said ${words.join(', ')}, and I counted that.`)],
  };
}

/** Clears the answers, keeps what was said of skills, and asks the first question. */
export function startOver(asked: Asked): Done {
  const { state } = asked;
  const { asked: _, ...rest } = state;
  const fresh = { ...rest, answers: {}, stated: {}, skipped: [], started: false, done: false };
  return askNext({ ...asked, state: fresh }, 'All answers are cleared.');
}
