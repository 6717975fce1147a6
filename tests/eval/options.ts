/** The command line of the evaluation. */
import { parseArgs } from 'node:util';
import { SETS } from './run.ts';
import type { Split } from './sets.ts';

export const USAGE = `npm run eval -- [--set NAME] [--split dev|held] [--failures] [--json FILE] [--public PATH]
                [--check] [--write-baseline]

  --set NAME        one question set: ${SETS.map(({ name }) => name).join(', ')}
  --split           only the questions to tune on (dev), or those held back (sums only)
  --failures        prints each failed conversation of split dev
  --json FILE       writes the whole report
  --public PATH     measures public collections as well: a folder with scifact/, mtrag-cloud/ or squad/
  --check           exit code 1, naming it, when a rate is more than 2 points (and one case) below the baseline
  --help            prints this
  --write-baseline  makes what is measured now the baseline`;

export interface Options {
  sets: string[];
  splits: Split[];
  failures: boolean;
  json?: string;
  public?: string;
  check: boolean;
  help: boolean;
  writeBaseline: boolean;
}

/** @throws TypeError that says what was wrong with the arguments. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      set: { type: 'string' },
      split: { type: 'string' },
      failures: { type: 'boolean', default: false },
      json: { type: 'string' },
      public: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      'write-baseline': { type: 'boolean', default: false },
    },
  });
  const { set, split, failures, json, check, help } = values;
  const known: string[] = SETS.map(({ name }) => name);
  if (set !== undefined && !known.includes(set)) {
    throw new TypeError(`--set "${set}" is unknown; expected one of ${known.join(', ')}`);
  }
  if (split !== undefined && split !== 'dev' && split !== 'held') {
    throw new TypeError(`--split "${split}" is unknown; expected dev or held`);
  }
  if (failures && split === 'held') {
    throw new TypeError('--failures shows lines of split dev only: held ones are held back from tuning');
  }
  const writeBaseline = values['write-baseline'];
  if (writeBaseline && (set !== undefined || split !== undefined)) {
    throw new TypeError('--write-baseline needs all sets and both splits; leave --set and --split out');
  }
  return {
    sets: set === undefined ? known : [set],
    splits: split === undefined ? ['dev', 'held'] : [split],
    failures,
    ...(json === undefined ? {} : { json }),
    ...(values.public === undefined ? {} : { public: values.public }),
    check,
    help,
    writeBaseline,
  };
}
