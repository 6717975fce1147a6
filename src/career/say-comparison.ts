/** Puts a comparison of the roles to words. */
import type { Comparison } from './compare.ts';
import { cite, enumerate, item, lead, type Said } from './said.ts';
import type { Career } from './schema.ts';

/** One line an aspect, each role named in it, so that it can be read aloud without the table. */
export function sayComparison({ roles }: Career, comparison: Comparison): Said {
  const names = comparison.roles.map((id) => roles.find((role) => role.id === id)?.name ?? id);
  return {
    statements: [
      lead(`${enumerate(names)} side by side:`),
      ...comparison.rows.map((row) =>
        item(
          `${row.aspect}: ${comparison.roles.map((id, at) => `${names[at]}: ${row.roles[id]}`).join('; ')}.`,
          row.reason,
        ),
      ),
    ],
    figure: (markerOf) => ({
      kind: 'comparison',
      roles: names,
      rows: comparison.rows.map((row) => ({
        aspect: row.aspect,
        cells: comparison.roles.map((id) => row.roles[id] ?? ''),
        ...cite(markerOf, row.reason),
      })),
    }),
  };
}
