/** "Does it contain nuts?", where a sentence calls it "nut-free". */
import { type Read, type Side, stemsIn } from './asked.ts';

const ASKS_HELD = /\b(?:contains?|have|has|includes?|uses?|with|there|any|in it|full of)\b/;
const FREE = /\b(\p{L}{3,20})-free\b|\bfree (?:of|from) (\p{L}{3,20})/giu;

/** The side on whether something is in it; only where it is not. */
export function sideByFree({ asks, sentence, alike }: Read): Side | undefined {
  if (!ASKS_HELD.test(asks) || /\b(?:free|not|no|without)\b|n['’]t\b/.test(asks)) return undefined;
  const lacks = [...sentence.matchAll(FREE)].flatMap(([, before, behind]) => stemsIn(before ?? behind ?? ''));
  return stemsIn(asks).some((term) => alike(term).some((other) => lacks.includes(other))) ? 'no' : undefined;
}
