/** The standalone query: what a question means once the conversation before it is taken into account. */
import type { PastTurn } from '../domain.ts';
import type { CarriedText } from '../retrieval/retrieve.ts';
import { terms, words } from '../text/tokenize.ts';

export interface StandaloneQuery {
  /** Self-contained form, for the model, the trace and later turns. */
  text: string;
  /** Whether the question leans on earlier turns. */
  dependent: boolean;
  /** Earlier questions whose words are searched too, with their weight. */
  carried: CarriedText[];
}

/** Share of its weight that a word of an earlier question keeps for each turn it lies back. */
const DECAY = { dependent: 0.5, independent: 0.2 };
/** Earlier questions that are looked at. */
const TURNS = 4;
/** A question with no more content words than this cannot stand alone after the first turn. */
const FEW_WORDS = 2;

const LEAD_INS = new Set(['and', 'but', 'so', 'or', 'also', 'then', 'why', 'ok', 'okay']);
const POINTERS = new Set(
  'it its that this those these they them their one ones other another same there'.split(' '),
);

/** Works out what a question leans on. Words of earlier questions are carried over, the further back the lighter. */
export function toStandaloneQuery(question: string, past: readonly PastTurn[]): StandaloneQuery {
  const earlier = past
    .filter(({ outcome }) => outcome === 'answered' || outcome === 'abstained')
    .slice(-TURNS);
  const said = words(question).map(({ word }) => word);
  const dependent =
    earlier.length > 0 &&
    (LEAD_INS.has(said[0] ?? '') ||
      said.some((word) => POINTERS.has(word)) ||
      terms(question).length <= FEW_WORDS);
  const decay = dependent ? DECAY.dependent : DECAY.independent;
  const carried = earlier
    .reverse()
    .map((turn, distance) => ({ text: turn.question, weight: decay ** (distance + 1) }));
  const topic = earlier[0]?.standaloneQuery;
  return { text: dependent && topic ? `${topic} ${question}` : question, dependent, carried };
}
