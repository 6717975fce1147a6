/** "Does the free plan have time tracking?": the cell of a table that says yes or no to it. */
import { readRow } from '../rows.ts';
import { type Read, type Side, stemsIn } from './asked.ts';

const YES = /^(?:yes|y|✓|✔|✅|x|included|available)\b|^[✓✔✅]/i;
const NO = /^(?:no|none|n|not (?:included|available|possible|allowed))$|^[–—✗✘❌-]$/i;

/** Whether a sentence is a row of which some cells say only yes or no. */
export function saysByCells(sentence: string): boolean {
  return readRow(sentence)?.cells.some(({ cell }) => YES.test(cell) || NO.test(cell)) ?? false;
}

/** The side of the cell in the row that is asked about whose column the question names; of all cells, where they agree. */
export function sideByCell({ asks, sentence, alike }: Read): Side | undefined {
  const row = readRow(sentence);
  const cells = row?.cells.map(({ header, cell }) => ({
    header,
    side: YES.test(cell) ? ('yes' as const) : NO.test(cell) ? ('no' as const) : undefined,
  }));
  if (!cells || /\b(?:not|never|without)\b|n['’]t\b/.test(asks)) return undefined;
  const asked = stemsIn(asks).flatMap((term) => [...alike(term)]);
  if (!row || !stemsIn(row.name).some((term) => asked.includes(term))) return undefined;
  const named = cells.filter(({ header }) => stemsIn(header).some((term) => asked.includes(term)));
  const sides = new Set((named.length > 0 ? named : cells).map(({ side }) => side));
  return sides.size === 1 ? [...sides][0] : undefined;
}
