/** Compares the roles side by side, by one aspect or all. Pure. */
import { compilePhrase, findPhrase } from './phrases.ts';
import type { Assessment, ComparisonAspect } from './schema.ts';
import { tokensOf } from './words.ts';

export interface Comparison {
  /** Role ids, in the order of the owner's file. */
  roles: string[];
  rows: ComparisonAspect[];
}

/** Every aspect, or only those named: `aspects` are names as {@link readAspects} gives them. */
export function compareRoles({ roles, compare }: Assessment, aspects: readonly string[] = []): Comparison {
  const asked = compare.filter(({ aspect }) => aspects.includes(aspect));
  return { roles: roles.map(({ id }) => id), rows: asked.length > 0 ? asked : compare };
}

/** Names of the aspects that `text` asks for, in the order of the owner's file. */
export function readAspects({ compare }: Assessment, text: string): string[] {
  const tokens = tokensOf(text);
  return compare
    .filter(({ aspect, words }) =>
      [aspect, ...words].some((word) => findPhrase(compilePhrase(word, {}), tokens).length > 0),
    )
    .map(({ aspect }) => aspect);
}
