/** Finds variables that somebody set for Crossroads and that it does not read. */
import { editDistance } from '../retrieval/query.ts';
import { VARIABLES } from '../variables.ts';

/** Shorter names are one slip away from names of other programs. */
const MIN_CHARS = 8;
const MAX_EDITS = 2;
/** Who sets one of these means the model. */
const OURS = /^OPENAI_/;

/** @returns each variable that no program but ours would want, by a slip or by another tool's name for it. */
export function findMisspelt(env: Readonly<Record<string, unknown>>): { name: string; meant: string }[] {
  const known = new Set(VARIABLES.map(({ name }) => name));
  return Object.keys(env).flatMap((name) => {
    if (known.has(name) || name.length < MIN_CHARS) return [];
    const { meant, edits } = nearestVariable(name);
    return OURS.test(name) || (edits <= MAX_EDITS && meant.length >= MIN_CHARS) ? [{ name, meant }] : [];
  });
}

/** The variable whose name differs least, in letters to change. */
export function nearestVariable(name: string): { meant: string; edits: number } {
  const written = name.toUpperCase();
  let nearest = { meant: '', edits: Number.POSITIVE_INFINITY };
  for (const { name: meant } of VARIABLES) {
    const edits = editDistance(written, meant, Math.max(written.length, meant.length));
    if (edits < nearest.edits) nearest = { meant, edits };
  }
  return nearest;
}
