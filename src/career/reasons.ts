/** Finds the passage on which a reason stands. */
import type { Knowledge, Passage } from '../domain.ts';
import { termsOfKnowledge } from '../text/tokenize.ts';
import type { Reason } from './schema.ts';

/** Content words of a reason that a passage holds, 0 to 1. */
export function supportOf(reason: Reason, passage: Passage): number {
  const wanted = new Set(termsOfKnowledge(reason.text).map(({ term }) => term));
  const there = new Set(
    termsOfKnowledge(`${passage.headings.join(' ')} ${passage.text}`).map(({ term }) => term),
  );
  const shared = [...wanted].filter((term) => there.has(term)).length;
  return wanted.size === 0 ? 0 : shared / wanted.size;
}

/**
 * The passage of the reason's section whose words overlap most with it; the first of equals.
 * An empty heading means the text before the first heading.
 * @returns undefined when the knowledge has no such document or section any more.
 */
export function resolveReason(knowledge: Knowledge, reason: Reason): Passage | undefined {
  const heading = reason.heading.toLowerCase();
  let best: { passage: Passage; support: number } | undefined;
  for (const passage of knowledge.passages) {
    if (passage.documentId !== reason.documentId) continue;
    if ((passage.headings.at(-1) ?? '').toLowerCase() !== heading) continue;
    const support = supportOf(reason, passage);
    if (!best || support > best.support) best = { passage, support };
  }
  return best?.passage;
}
