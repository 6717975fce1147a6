/** An embedding made by hand: texts are near each other when they speak of the same things, in whatever words. */

const CONCEPTS: readonly RegExp[] = [
  /\b(?:slugs?|snails?|gastropods?)\b/g,
  /\b(?:lettuce|salad)\b/g,
  /\b(?:water|rain|wet)\b/g,
  /\b(?:compost|humus)\b/g,
  /\b(?:frost|cold|freezes)\b/g,
];
/** Words that name none of them fall on one of these by their letters, so that every text points somewhere. */
const OTHERS = 48;

/** @returns as many numbers as there are concepts and other words. */
export function byConcepts(text: string): number[] {
  const lower = text.toLowerCase();
  const concepts = CONCEPTS.map((pattern) => 3 * (lower.match(pattern)?.length ?? 0));
  const others = new Array<number>(OTHERS).fill(0);
  for (const word of lower.match(/[a-z]+/g) ?? []) {
    let hash = 7;
    for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) % 100_003;
    const place = hash % OTHERS;
    others[place] = (others[place] ?? 0) + 0.5;
  }
  return [...concepts, ...others, 0.1];
}
