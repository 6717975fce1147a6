/** How every YAML file of an owner is read: no type in it can run, and no unknown tag passes. */
import type { DocumentOptions, ParseOptions, SchemaOptions } from 'yaml';

/** Aliases are refused by each reader, with the line, or by `toJS({ maxAliasCount: 0 })`. */
export const SAFE_YAML = {
  schema: 'core',
  resolveKnownTags: false,
  merge: false,
  prettyErrors: false,
  stringKeys: true,
} as const satisfies ParseOptions & DocumentOptions & SchemaOptions;
