/** `crossroads mcp`: the chat as tools for an assistant on this machine, over standard input and output. */
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { createLog } from '../server/log.ts';
import type { CliContext } from './context.ts';

/** Adds the command. It ends with its input, as such assistants end their servers. */
export function addMcp(program: Command, { configured }: Pick<CliContext, 'configured'>): void {
  program
    .command('mcp')
    .description(
      'serve the Model Context Protocol on standard input and output (over HTTP: API_KEYS, then /mcp)',
    )
    .option('--knowledge <path>', 'folder or file to answer from')
    .action(async ({ knowledge }: { knowledge?: string }) => {
      const config = configured(knowledge === undefined ? {} : { knowledgeDir: resolve(knowledge) });
      const { openAnswering } = await import('./open-answering.ts');
      // Only the protocol may stand on standard output.
      const answering = await openAnswering(config, createLog('warn', process.stderr));
      const [{ serveStdio }, { createMcpServer }] = await Promise.all([
        import('@modelcontextprotocol/server/stdio'),
        import('../api/mcp/server.ts'),
      ]);
      const connection = serveStdio(() => createMcpServer(answering));
      await once(process.stdin, 'close');
      await connection.close();
      await answering.close();
    });
}
