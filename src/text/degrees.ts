/** Comparatives and superlatives. English only. */

/** "cheaper" → "cheap", "easiest" → "easy", "bigger" → "big". */
export function baseForms(word: string): string[] {
  const base = /^(.{2,})(?:er|est)$/.exec(word)?.[1];
  return base === undefined ? [] : [base, `${base}e`, base.replace(/i$/, 'y'), base.replace(/(.)\1$/, '$1')];
}

/** The superlatives of a text, in lower case: "the hardest part". */
export function superlatives(text: string): string[] {
  return text.toLowerCase().match(/\b[a-z]{2,}est\b/g) ?? [];
}
