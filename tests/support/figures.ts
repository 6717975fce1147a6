/** One figure of each kind, and the script that answers with it. */
import type { Figure } from '../../src/figures.ts';
import { CITATIONS } from './answers.ts';
import type { Script } from './scripted-chat.ts';

const score = (role: string, points: number, outOf: number, percent: number) => ({
  role,
  points,
  outOf,
  percent,
});
const line = (text: string) => ({ text, marker: 1 });

export const FIGURES: Record<Figure['kind'], Figure> = {
  question: {
    kind: 'question',
    questionId: 'day',
    question: 'Which day?',
    progress: { number: 2, of: 8 },
    replies: [
      { label: 'Ship a feature', send: 'Ship a feature' },
      { label: 'Tune a model', send: 'Tune a model' },
    ],
    controls: [{ label: 'Skip', send: 'Skip' }],
  },
  verdict: {
    kind: 'verdict',
    verdict: 'leans',
    headline: 'Leans to AI engineering',
    role: 'AI engineer',
    scores: [score('AI engineer', 11, 11, 100), score('ML engineer', 0, 12, 0)],
    interest: [score('AI engineer', 7, 7, 100), score('ML engineer', 0, 8, 0)],
    readiness: [score('AI engineer', 4, 4, 100), score('ML engineer', 0, 4, 0)],
    ledger: [
      {
        questionId: 'maths',
        question: 'How is your maths?',
        answer: 'Weak',
        points: [
          { role: 'AI engineer', points: 1 },
          { role: 'ML engineer', points: -2 },
        ],
        reason: 'No years of statistics are needed.',
        marker: 2,
      },
    ],
    uncertainty: line('You have not tried tuning.'),
    cheapTest: line('Ship a tiny app.'),
    notScored: line('Pay is not scored.'),
    disclaimer: 'Not a prediction.',
  },
  gap: {
    kind: 'gap',
    role: 'AI engineer',
    first: [
      {
        skill: 'RAG',
        required: 3,
        stated: 1,
        requiredLabel: 'does it alone',
        statedLabel: 'aware',
        learn: 'Build one.',
        prove: 'Measure it.',
        marker: 1,
      },
    ],
    rows: [{ skill: 'RAG', required: 3, stated: 1, requiredLabel: 'does it alone', statedLabel: 'aware' }],
    unknown: [],
    levels: [],
  },
  comparison: {
    kind: 'comparison',
    roles: ['AI engineer', 'ML engineer'],
    rows: [{ aspect: 'Maths', cells: ['Little', 'Deep'], marker: 1 }],
  },
  plan: {
    kind: 'plan',
    role: 'AI engineer',
    weeks: 4,
    steps: [
      { title: 'Software basics', what: 'Write code.', prove: 'A service.', weeks: 2.5, marker: 1 },
      { title: 'RAG', what: 'Search.', prove: 'Numbers.', weeks: 0 },
    ],
    skipped: [],
    opinions: [line('nine months (one author)'), line('three months (another)')],
    dependsOn: [],
    disclaimer: 'No promise.',
  },
};

/** Answers as the server does: citations, figure, and text that says the same. */
export const drawing =
  (figure: Figure): Script =>
  (_question, say) => {
    for (const citation of CITATIONS) say({ type: 'answer.citation', ...citation });
    say({ type: 'answer.figure', figure });
    say({ type: 'answer.delta', text: 'In words [1].\n\n- the first line [2]\n- the second\n\nAnd an end.' });
    say({
      type: 'turn.completed',
      answerer: 'rules',
      outcome: 'answered',
      finishReason: 'stop',
      followUps: ['Ship a feature'],
      grounding: { score: 1, unsupported: [] },
    });
  };
