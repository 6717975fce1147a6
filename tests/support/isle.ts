/** An invented isle with two trades, as knowledge and in conversation: nothing that anyone may know from elsewhere. */
import { createRulesAnswerer } from '../../src/answer/rules/rules.ts';
import { createRunTurn } from '../../src/chat/turn.ts';
import type { Knowledge, KnowledgeDocument, PastTurn } from '../../src/domain.ts';
import type { Citation, TurnEvent } from '../../src/protocol.ts';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import type { LexiconData } from '../../src/text/lexicon.ts';
import { keepSpans } from './spans.ts';

const SECTIONS: [heading: string, questions: string[], text: string][] = [
  [
    'What lamp keepers do',
    ['What does a lamp keeper do?'],
    'Lamp keepers light the forty harbour lamps at dusk and trim their wicks. They also polish the mirrors once a week. Most of the work is done alone and in the dark.',
  ],
  [
    'What bell ringers do',
    ['What does a bell ringer do?'],
    'Bell ringers ring the fog bells and teach the children the old rhymes. They work in pairs, because one bell weighs nine hundred kilos.',
  ],
  [
    'Training',
    ['How long is the training?'],
    'The training of a lamp keeper takes three months. Bell ringers train for two years before they may ring alone. Lamp keepers do not need to read music, while bell ringers must.',
  ],
  [
    'Pay and lodging',
    ['How much do they earn?'],
    'A lamp keeper earns 60 crowns a month. A bell ringer earns 85 crowns a month and lives in the tower for free.',
  ],
  [
    'Why the lamps burn fish oil',
    [],
    'The lamps burn fish oil because whale oil was banned long ago. Fish oil smells strong, and it burns slowly.',
  ],
  [
    'Joining the guild',
    ['Is it hard to join the guild?'],
    'Joining the guild is easy for lamp keepers: they sign a book in spring. For bell ringers it is hard, since only one ringer is taken each year.',
  ],
];

export const WORDS: LexiconData = {
  concepts: [
    { id: 'keeper', name: 'lamp keeper', words: ['keeper'], isEntity: true },
    { id: 'ringer', name: 'bell ringer', words: ['ringer'], isEntity: true },
    { id: 'pay', name: 'pay', words: ['wage', 'earn', 'money', 'salary'], isEntity: false },
    {
      id: 'ferry',
      name: 'ferry timetables',
      words: ['ferry', 'boat times'],
      isEntity: false,
      isOutside: true,
    },
  ],
  opposites: [['easy', 'hard']],
};

export function isle(lexicon: LexiconData | undefined = WORDS): Knowledge {
  const document: KnowledgeDocument = {
    id: 'isle',
    title: 'The isle of Orrin',
    kind: 'article',
    sources: [],
    path: 'isle.md',
  };
  const passages = SECTIONS.map(([heading, questions, text], i) => {
    const range = { start: 0, end: text.length };
    return { id: `isle#${i}`, documentId: 'isle', headings: [heading], text, range, questions };
  });
  return {
    version: 'isle',
    documents: new Map([['isle', document]]),
    passages,
    ...(lexicon ? { lexicon } : {}),
  };
}

export interface Answered {
  text: string;
  /** The text without markers. */
  plain: string;
  outcome: string;
  citations: Citation[];
  followUps: string[];
  events: TurnEvent[];
  /** How the question was understood. */
  query: { text: string; rule: string };
}

/** A conversation with the rules on the isle. */
export function converse(knowledge = isle()) {
  const retriever = createRetriever(knowledge);
  const runTurn = createRunTurn({ retriever: () => retriever, rules: createRulesAnswerer() });
  const past: PastTurn[] = [];
  return async (question: string): Promise<Answered> => {
    const events: TurnEvent[] = [];
    const spans = keepSpans();
    const turn = runTurn(
      { turnId: `turn-${past.length}`, question, past },
      { signal: new AbortController().signal, trace: spans.trace },
    );
    for (;;) {
      const step = await turn.next();
      if (step.done) {
        past.push(step.value);
        break;
      }
      events.push(step.value);
    }
    const end = events.at(-1);
    if (end?.type !== 'turn.completed') throw new Error(`ended with ${JSON.stringify(end)}`);
    const text = events.map((event) => (event.type === 'answer.delta' ? event.text : '')).join('');
    const detail = spans.of('query')[0]?.detail;
    return {
      text,
      plain: text.replace(/ ?\[\d+\]/g, ''),
      outcome: end.outcome,
      citations: events.flatMap((event) => (event.type === 'answer.citation' ? [event] : [])),
      followUps: end.followUps,
      events,
      query: { text: String(detail?.standaloneQuery), rule: String(detail?.rule) },
    };
  };
}
