/** Puts a question of the assessment to words. */
import { type Answers, nextQuestion } from './assessment.ts';
import { item, lead, type Said, sentence } from './said.ts';
import type { Assessment, Question } from './schema.ts';

export interface AskOptions {
  answers: Answers;
  skipped?: readonly string[];
  /** True for the first question: says how the assessment works. */
  isFirst?: boolean;
  /** Said before the question, such as what the last reply was taken for. */
  before?: string;
}

/** `question` with its options, where it stands among all, and how to skip or change it. */
export function sayQuestion(assessment: Assessment, question: Question, options: AskOptions): Said {
  const { answers, skipped = [], isFirst = false, before } = options;
  const of = assessment.questions.length;
  const done = assessment.questions.filter(
    ({ id }) => id !== question.id && (id in answers || skipped.includes(id)),
  );
  const number = done.length + 1;
  const isFirstOfAll = Object.keys(answers).length === 0;
  const canEnd = Object.keys(answers).length > 0;
  return {
    statements: [
      ...(before ? [lead(before)] : []),
      ...(isFirst
        ? [
            lead(
              `${of} short questions, one at a time; any can be skipped or changed, and you can ask for the result whenever you like.`,
            ),
          ]
        : []),
      lead(`Question ${number} of ${of}: ${question.question}`),
      ...question.answers.map(({ label }, at) => item(`${letter(at)}) ${label}`)),
      ...(isFirst
        ? []
        : [sentence('Answer in your own words if you like, or say “skip”, “go back” or “result”.')]),
    ],
    figure: () => ({
      kind: 'question',
      questionId: question.id,
      question: question.question,
      progress: { number, of },
      replies: question.answers.map(({ label }) => ({ label, send: label })),
      controls: [
        { label: 'Skip', send: 'Skip' },
        ...(isFirstOfAll ? [] : [{ label: 'Go back', send: 'Go back' }]),
        ...(canEnd ? [{ label: 'Show the result', send: 'Show the result' }] : []),
      ],
    }),
  };
}

/** What a reply was taken for, for the next question's `before`: "Noted: Solid." */
export function sayNoted(question: Question, answerId: string): string {
  const answer = question.answers.find(({ id }) => id === answerId);
  return `Noted for “${question.question}”: ${answer?.label ?? answerId}.`;
}

/** Asks again after a reply that could not be read. */
export function sayUnclear(assessment: Assessment, question: Question, options: AskOptions): Said {
  const letters = question.answers.map((_, at) => letter(at)).join(', ');
  return sayQuestion(assessment, question, {
    ...options,
    isFirst: false,
    before: `I could not match that to an answer; a letter (${letters}) is enough.`,
  });
}

/** Asks which answer to change, when none was named. */
export function sayWhichChange(assessment: Assessment, answers: Answers): Said {
  const given = assessment.questions.filter(({ id }) => id in answers);
  const send = (question: Question) => `Change my answer about ${question.topic[0]}`;
  const next = nextQuestion(assessment, answers) ?? assessment.questions[0];
  return {
    statements: [
      lead('Which answer would you like to change?'),
      ...given.map((question) => item(`${question.question} (${labelOf(question, answers)})`)),
    ],
    figure: () => ({
      kind: 'question',
      questionId: next?.id ?? '',
      question: 'Which answer would you like to change?',
      progress: { number: given.length, of: assessment.questions.length },
      replies: given.map((question) => ({ label: question.question, send: send(question) })),
      controls: [],
    }),
  };
}

function labelOf(question: Question, answers: Answers): string {
  return question.answers.find(({ id }) => id === answers[question.id])?.label ?? '';
}

function letter(at: number): string {
  return String.fromCharCode(97 + at);
}
