/** `crossroads ingest`: takes pages, PDFs, Word documents and Markdown into the knowledge folder. */
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type Command, Option } from 'commander';
import type { IngestOptions, Result } from '../ingest/ingest.ts';
import type { CliContext } from './context.ts';
import type { Streams } from './streams.ts';

export interface IngestFlags {
  /** The knowledge folder to write to. */
  out: string;
  kind: 'article' | 'notes';
  dryRun?: boolean;
  force?: boolean;
  allowPrivate?: boolean;
  json?: boolean;
}

/** Adds the command. A folder that cannot be used throws, one bad source among others ends with code 1. */
export function addIngest(program: Command, { streams, configured, end }: CliContext): void {
  program
    .command('ingest')
    .description('take web pages, PDFs, Word documents and Markdown into the knowledge folder')
    .argument('<source...>', 'files, folders or http(s) addresses')
    .option('--out <folder>', 'knowledge folder to write to (default: KNOWLEDGE_DIR, or ./knowledge)')
    .addOption(
      new Option('--kind <kind>', 'what the documents are').choices(['article', 'notes']).default('article'),
    )
    .option('--dry-run', 'only show what would be written')
    .option('--force', 'overwrite files that were edited by hand')
    .option('--allow-private', 'fetch addresses of your own network as well')
    .option('--json', 'print one JSON object')
    .action(
      async (sources: string[], { out, ...flags }: Partial<IngestFlags> & Pick<IngestFlags, 'kind'>) => {
        const settings = configured(out === undefined ? {} : { knowledgeDir: resolve(out) });
        const watched = process.stderr.isTTY
          ? { showProgress: (line: string) => process.stderr.write(`\r\x1b[K${line}`) }
          : {};
        const failed = await ingestAndPrint(
          sources,
          { ...flags, out: settings.knowledgeDir },
          streams,
          watched,
        );
        end(failed === 0 ? 0 : 1);
      },
    );
}

const SAYS: Record<Exclude<Result['status'], 'failed'>, [now: string, dry: string]> = {
  new: ['wrote', 'would write'],
  changed: ['updated', 'would update'],
  unchanged: ['unchanged', 'unchanged'],
  kept: ['kept (you edited it; --force overwrites)', 'would keep (you edited it; --force overwrites)'],
};

/**
 * @param showProgress replaces the line that shows how far the work is; absent when nobody watches.
 * @returns how many sources failed.
 * @throws AppError when the folder cannot be used.
 */
async function ingestAndPrint(
  sources: readonly string[],
  flags: IngestFlags,
  { print, complain }: Pick<Streams, 'print' | 'complain'>,
  { signal, showProgress }: { signal?: AbortSignal; showProgress?: (line: string) => void } = {},
): Promise<number> {
  const options: Omit<IngestOptions, 'convert'> = {
    folder: flags.out,
    kind: flags.kind,
    dryRun: flags.dryRun ?? false,
    force: flags.force ?? false,
    allowPrivate: flags.allowPrivate ?? false,
    ...(signal ? { signal } : {}),
    onProgress: ({ done, total, source }) => showProgress?.(`${done + 1} of ${total}: ${visible(source)}`),
  };
  // Its readers are large, and no other command needs them.
  const [{ ingest }, { convertApart }] = await Promise.all([
    import('../ingest/ingest.ts'),
    import('../ingest/apart.ts'),
  ]);
  const apart = convertApart();
  const results = await ingest(sources, { ...options, convert: apart.convert }).finally(apart.close);
  showProgress?.('');
  if (flags.json) print(JSON.stringify({ dryRun: options.dryRun, results }));
  const counts = new Map<Result['status'], number>();
  for (const result of results) {
    counts.set(result.status, (counts.get(result.status) ?? 0) + 1);
    if (result.status === 'failed') {
      complain(visible(result.problem));
    } else if (!flags.json) {
      const says = SAYS[result.status][flags.dryRun ? 1 : 0];
      print(
        `${says}: ${flags.out}/${result.file}  “${visible(result.title)}”, ${result.passages} ${result.passages === 1 ? 'passage' : 'passages'}, ${kilobytes(result.chars)}  from ${visible(result.source)}`,
      );
    }
  }
  if (results.length === 0)
    complain('nothing to take in: no page, PDF, Word document, Markdown or text file there');
  else if (!flags.json) print([...counts].map(([status, count]) => `${count} ${status}`).join(', '));
  return results.length === 0 ? 1 : (counts.get('failed') ?? 0);
}

const kilobytes = (chars: number) => `${(chars / 1000).toFixed(1)} kB`;

/** Titles and addresses come from elsewhere; a terminal must not obey them. */
function visible(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}/gu, ' ');
}
