/** Reads what a visitor replies to a question of the assessment. */
import type { Answers } from './assessment.ts';
import { readControl } from './controls.ts';
import { lexiconOf, readTokens } from './lexicon.ts';
import type { AnswerOption, Assessment, Question } from './schema.ts';
import { readSignals } from './signals.ts';
import { FILLERS, tokensOf } from './words.ts';

export type AnswerReading =
  | { kind: 'answer'; answerId: string }
  | { kind: 'skip' }
  /** Enough questions: show what there is. */
  | { kind: 'stop' }
  /** Ask `questionId` again; undefined when no question was named and none was answered before. */
  | { kind: 'change'; questionId?: string; answerId?: string }
  | { kind: 'unclear' };

/** Shortest word whose spelling is corrected within a question. */
const MIN_CORRECTED_CHARS = 5;
const UNCLEAR = { kind: 'unclear' } as const;

/**
 * Reads `text` as a reply to `question`: a letter or number of an option, its label or a part of it, plain words
 * ("nah", "I love tuning"), or a wish to skip, stop, go back or change an answer. A question put back is `unclear`.
 * @param answers those given so far, in the order given: "go back" means the last.
 */
export function readAnswer(
  assessment: Assessment,
  question: Question,
  text: string,
  answers: Answers = {},
): AnswerReading {
  const position = readPosition(text, question.answers.length);
  if (position !== undefined) return answered(question.answers[position]);
  const label = readLabel(question, text);
  if (label) return answered(label);
  const control = readControl(text);
  if (control && control.control !== 'unsure') {
    if (control.control === 'skip' || control.control === 'stop') return { kind: control.control };
    return readChange(assessment, control.control, text, answers);
  }
  if (isQuestion(text)) return UNCLEAR;
  const byWords = readWords(assessment, question, text);
  if (byWords === 'tie') return UNCLEAR;
  if (byWords && !(control && isVague(text))) return answered(byWords);
  if (control) {
    const unsure = question.answers.find((answer) => answer.unsure);
    return unsure ? answered(unsure) : { kind: 'skip' };
  }
  return UNCLEAR;
}

function answered(answer: AnswerOption | undefined): AnswerReading {
  return answer ? { kind: 'answer', answerId: answer.id } : UNCLEAR;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** "b", "2", "option b", "b) refine prompts", "the second one", "the last". */
function readPosition(text: string, count: number): number | undefined {
  const letter =
    /^\s*(?:(?:option|answer|number|choice|nr|no\.)\s*)?[("']?(?:([a-f])|([1-6]))(?:[)\].:,"'!]|\s*$)/i.exec(
      text.slice(0, 40),
    );
  let position: number | undefined;
  if (letter?.[1]) position = letter[1].toLowerCase().charCodeAt(0) - 97;
  else if (letter?.[2]) position = Number(letter[2]) - 1;
  else {
    const meant = tokensOf(text).filter(({ word }) => !FILLERS.has(word) && !POINTING.has(word));
    const word = meant.length === 1 ? (meant[0]?.word ?? '') : '';
    if (ORDINALS.includes(word)) position = ORDINALS.indexOf(word);
    else if (word === 'last' || word === 'latter') position = count - 1;
    else if (word === 'former') position = 0;
  }
  return position !== undefined && position < count ? position : undefined;
}

const POINTING = new Set(
  'one option answer choice id i say take pick choose go think it its would please'.split(' '),
);

/** An answer whose label is what was typed, or the only one that holds all words typed. */
function readLabel(question: Question, text: string): AnswerOption | undefined {
  const typed = contentStems(text);
  if (typed.length === 0) return undefined;
  const exact = question.answers.filter(({ label }) => contentStems(label).join(' ') === typed.join(' '));
  if (exact.length === 1) return exact[0];
  const holding = question.answers.filter(({ label }) => {
    const stems = contentStems(label);
    return typed.length <= stems.length && typed.every((stem) => stems.includes(stem));
  });
  return typed.length >= 2 && holding.length === 1 ? holding[0] : undefined;
}

function contentStems(text: string): string[] {
  return tokensOf(text)
    .filter(({ word }) => !FILLERS.has(word))
    .map(({ stem }) => stem);
}

/** The answer whose phrases cover most of the words; `tie` when two cover the same. */
function readWords(
  assessment: Assessment,
  question: Question,
  text: string,
): AnswerOption | 'tie' | undefined {
  const lexicon = lexiconOf(assessment);
  const tokens = readTokens(lexicon, text, MIN_CORRECTED_CHARS);
  const ranked = question.answers
    .map((answer) => {
      const phrases = lexicon.answers.get(`${question.id}/${answer.id}`);
      const all = [...(phrases?.words ?? []), ...(phrases?.signals ?? []), ...(phrases?.hints ?? [])];
      const covered = new Set<number>();
      for (const { from, to } of all.flatMap((phrase) => lexicon.find(phrase, tokens))) {
        const meant = tokens.slice(from, to).some(({ word }) => !FILLERS.has(word));
        for (let at = from; at < to; at++) {
          // Small words count only where a phrase consists of nothing else: "a bit".
          if (!meant || !FILLERS.has(tokens[at]?.word ?? '')) covered.add(at);
        }
      }
      const places = [...covered].map((at) => tokens[at]?.start ?? 0);
      return { answer, covered: covered.size, places };
    })
    .filter(({ covered }) => covered > 0)
    .sort((a, b) => b.covered - a.covered);
  const [first, second] = ranked;
  if (first && second && first.covered === second.covered) return 'tie';
  if (first && saysOther(assessment, question, text, first.places)) return undefined;
  return first?.answer;
}

/** "I'd rather not fight PhDs" answers another question than the one about maths, with each of its words. */
function saysOther(
  assessment: Assessment,
  question: Question,
  text: string,
  places: readonly number[],
): boolean {
  const signals = readSignals(assessment, text);
  if (signals.length === 0 || signals.some(({ questionId }) => questionId === question.id)) return false;
  const spans = signals.map(({ words }) => ({
    start: text.indexOf(words),
    end: text.indexOf(words) + words.length,
  }));
  return places.every((place) => spans.some(({ start, end }) => start <= place && place < end));
}

/** True for replies that hold little beside their uncertainty: "not sure", "I really don't know". */
function isVague(text: string): boolean {
  return contentStems(text).length <= 4;
}

function isQuestion(text: string): boolean {
  return (
    /\?\s*$/.test(text) &&
    /^\s*(?:what|why|how|which|who|where|when|do|does|did|is|are|can|could|should|would|will)\b/i.test(text)
  );
}

/** Which question to ask again, and the new answer where it was said along ("... to solid"). */
function readChange(
  assessment: Assessment,
  control: 'back' | 'change',
  text: string,
  answers: Answers,
): AnswerReading {
  const last = Object.keys(answers).findLast((id) => assessment.questions.some((one) => one.id === id));
  if (control === 'back') return { kind: 'change', ...(last ? { questionId: last } : {}) };
  const lexicon = lexiconOf(assessment);
  const tokens = readTokens(lexicon, text, MIN_CORRECTED_CHARS);
  const named = assessment.questions
    .flatMap((question) =>
      (lexicon.topics.get(question.id) ?? [])
        .flatMap((phrase) => lexicon.find(phrase, tokens))
        .map((match) => ({ question, match })),
    )
    .sort((a, b) => b.match.to - b.match.from - (a.match.to - a.match.from))[0];
  if (!named) {
    const isLast = /\b(?:last|previous)\b/i.test(text);
    const nth = ORDINALS.findIndex((ordinal) => new RegExp(`\\b${ordinal}\\b`, 'i').test(text));
    const id = isLast ? last : Object.keys(answers)[nth];
    const question = assessment.questions.find((one) => one.id === id);
    return question ? changeTo(assessment, question, text, answers) : { kind: 'change' };
  }
  return changeTo(assessment, named.question, text, answers);
}

/** The change of one question, with the new answer where it was said along: "... to solid". */
function changeTo(assessment: Assessment, question: Question, text: string, answers: Answers): AnswerReading {
  const questionId = question.id;
  const to = /\b(?:to|into)\s+([^.!?\n]{1,60})[.!?]?$/i.exec(text.trim().slice(-90))?.[1];
  const answer = to === undefined ? undefined : readAnswer(assessment, question, to, answers);
  return {
    kind: 'change',
    questionId,
    ...(answer?.kind === 'answer' ? { answerId: answer.answerId } : {}),
  };
}
