/** Answers that the scripted server gives: one plain and cited, one with every kind of Markdown. */
import type { Citation, Outcome } from '../../src/protocol.ts';
import type { Script } from './scripted-chat.ts';

const article = { documentId: 'article', title: 'AI engineer vs ML engineer', kind: 'article' as const };

export const CITATIONS: Citation[] = [
  {
    ...article,
    marker: 1,
    passageId: 'article#access.1',
    heading: 'The accessibility factor',
    url: 'https://example.org/career#access',
    quote: 'Knowing software development puts you halfway there.',
  },
  {
    ...article,
    marker: 2,
    passageId: 'article#ai.1',
    heading: 'What AI engineers do',
    url: 'https://example.org/career#ai',
    quote:
      'They take strong pre-trained models and build products around them: software engineering with an AI layer.',
  },
  {
    ...article,
    marker: 3,
    passageId: 'skills#algebra.1',
    documentId: 'skills',
    title: 'Skills',
    heading: 'Linear algebra',
    kind: 'notes',
    quote: 'Without linear algebra, calculus and probability it is hard to see why a model fails.',
  },
];

export const PLAIN =
  '**AI engineering looks like the closer fit.** Knowing software development already puts you halfway there [1], and the work is building products around existing models rather than deriving new ones [2].\n\nML engineering would ask for linear algebra, calculus and probability; without them it is hard to see why a model fails [3].';

export const RICH =
  'Set side by side, the two roles differ most in what a good day looks like [1].\n\n### By aspect\n\n| Aspect | AI engineer | ML engineer |\n|---|---|---|\n| Task | integrates models | trains models |\n| Maths | little | a lot [3] |\n\n1. Ship a **small** tool.\n2. Watch five people use it:\n   - note where they stop\n   - change one thing\n\n> Prestige is a poor guide.\n\n```ts\nconst answer = await model.ask("why?");\n```\n\nSee [the article](https://example.org/career) and `knowledge/`. An unknown marker [9] stays text.';

/** Says an answer in pieces of `size` characters, all at once, with the citations it needs first. */
export function saying(
  text: string,
  options: { size?: number; outcome?: Outcome; citations?: Citation[] } = {},
): Script {
  const { size = 7, outcome = 'answered', citations = CITATIONS } = options;
  return (_question, say) => {
    say({ type: 'turn.stage', stage: 'searching', count: 214 });
    say({ type: 'turn.stage', stage: 'writing' });
    for (const citation of citations) say({ type: 'answer.citation', ...citation });
    for (let at = 0; at < text.length; at += size)
      say({ type: 'answer.delta', text: text.slice(at, at + size) });
    say({
      type: 'turn.completed',
      answerer: 'rules',
      outcome,
      finishReason: 'stop',
      followUps: ['What should I learn first?', 'Take the 8-question fit check'],
      grounding: { score: 1, unsupported: [] },
    });
  };
}
