/** `crossroads index`: writes the index of a large knowledge folder, so that the server starts without building it. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CliContext } from './context.ts';

/** Adds the command. */
export function addIndex(
  program: Command,
  { streams, configured }: Pick<CliContext, 'streams' | 'configured'>,
): void {
  program
    .command('index')
    .description('write the index of a large knowledge folder beside it, so that the server starts sooner')
    .option('--knowledge <path>', 'folder or file to index')
    .action(async ({ knowledge: path }: { knowledge?: string }) => {
      const { knowledgeDir } = configured(path === undefined ? {} : { knowledgeDir: resolve(path) });
      const [{ loadKnowledge }, { prebuild }] = await Promise.all([
        import('../knowledge/load.ts'),
        import('../retrieval/prebuilt.ts'),
      ]);
      const knowledge = await loadKnowledge(knowledgeDir);
      const { path: written, bytes } = await prebuild(knowledge, knowledgeDir);
      streams.print(
        `wrote ${written}: ${knowledge.passages.length} passages, ${(bytes / 1e6).toFixed(1)} MB`,
      );
    });
}
