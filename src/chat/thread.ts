/** The passages that a conversation stands on: those just cited, and what stands beside them in their sections. */
import type { Hit, Knowledge, Passage, PastTurn } from '../domain.ts';

/** Passages before and behind a cited one that are looked through for more. */
const REACH = 4;
/** Passages in all that "more", "shorter" or "why?" are answered from. */
const MAX = 16;

/**
 * The passages cited by the answers that the last one goes on from, the first of them first; then what was found for
 * their question; then the rest of the sections cited. Linear in the knowledge.
 */
export function threadOf(past: readonly PastTurn[], found: readonly Hit[], knowledge: Knowledge): Hit[] {
  const answered = past.filter(({ outcome }) => outcome === 'answered');
  const query = answered.at(-1)?.standaloneQuery;
  const from = answered.findLastIndex(({ standaloneQuery }) => standaloneQuery !== query) + 1;
  const cited = [
    ...new Set(answered.slice(from).flatMap(({ citations }) => citations.map(({ passageId }) => passageId))),
  ];
  const { passages, documents } = knowledge;
  const wanted = new Set(cited);
  const places = new Map(passages.flatMap(({ id }, at) => (wanted.has(id) ? [[id, at] as const] : [])));
  const score = found[0]?.score ?? 0;
  const toHit = (passage: Passage): Hit[] => {
    const known = found.find((hit) => hit.passage.id === passage.id);
    if (known) return [{ ...known, score }];
    const document = documents.get(passage.documentId);
    return document ? [{ passage, document, score, coverage: 0, matchedTerms: [] }] : [];
  };
  const at = (place: number | undefined) => (place === undefined ? undefined : passages[place]);
  const here = cited.flatMap((id) => at(places.get(id)) ?? []);
  const beside = cited.flatMap((id) => {
    const place = places.get(id);
    const passage = at(place);
    if (place === undefined || !passage) return [];
    // What follows comes before what went before: a reader goes on.
    const steps = Array.from({ length: REACH }, (_, step) => step + 1);
    return [...steps, ...steps.map((step) => -step)]
      .flatMap((step) => at(place + step) ?? [])
      .filter((other) => isSameSection(other, passage));
  });
  const others = found.map(({ passage }) => passage);
  const all = quotes(answered.at(-1)) ? [...here, ...others, ...beside] : [...others, ...here];
  return [...new Map(all.map((passage) => [passage.id, passage])).values()].slice(0, MAX).flatMap(toHit);
}

/** Whether an answer was said in the words of its passages; a tool's or a model's goes on from what was found. */
function quotes(turn: PastTurn | undefined): boolean {
  return turn?.citations.some(({ quote }) => turn.answer.includes(quote.slice(1))) === true;
}

/** Whether two passages stand under the same headings of one document. */
function isSameSection(one: Passage, other: Passage): boolean {
  return one.documentId === other.documentId && one.headings.join('\n') === other.headings.join('\n');
}
