/** How much is done: a short form with every `npm test`, all of it with `npm run chaos`. */
export const FULL = process.env.CHAOS === 'full';

/** @returns `few` in the short form, `many` in full. */
export function scale(few: number, many: number): number {
  return FULL ? many : few;
}
