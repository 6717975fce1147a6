/** Turns that served their visitor badly, as the owner may read them: the question and why, not who asked. */
import type { Feedback, StoredTurn } from './store.ts';

/** An answer of which less than this share of sentences stands on its citations is poorly grounded. */
const MIN_GROUNDING = 0.7;

export interface Shortfall {
  /** As the visitor typed it: it may hold personal data. */
  question: string;
  /** The question as it was searched, made self-contained. */
  standaloneQuery: string;
  /** The first of these that holds; a turn may earn several. */
  reason: 'rated down' | 'abstained' | 'refused' | 'poorly grounded';
  /** What the visitor missed, in her own words: it may hold personal data as well. */
  comment?: string;
  /** Milliseconds since the epoch. */
  askedAt: number;
}

/** @returns undefined for a turn that is fine, is no question to the knowledge, or has not completed. */
export function shortfallOf(
  turn: StoredTurn,
  { rating, comment }: Partial<Pick<Feedback, 'rating' | 'comment'>> = {},
): Shortfall | undefined {
  const { snapshot, past, askedAt } = turn;
  if (!past || snapshot.end?.type !== 'turn.completed') return undefined;
  const { question, standaloneQuery, outcome } = past;
  const shortfall = (reason: Shortfall['reason']) => ({ question, standaloneQuery, reason, askedAt });
  if (rating === 'down') return { ...shortfall('rated down'), ...(comment ? { comment } : {}) };
  if (outcome === 'abstained' || outcome === 'refused') return shortfall(outcome);
  const isPoor = outcome === 'answered' && snapshot.end.grounding.score < MIN_GROUNDING;
  return isPoor ? shortfall('poorly grounded') : undefined;
}
