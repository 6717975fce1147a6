/** The command line: `crossroads serve | ask | search | gaps | doctor | init | ingest | index | mcp | demo | replay`. Exit codes: 0 done, 1 failed, 2 called wrongly. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { App } from './app.ts';
import { DAY_MS, DEFAULT_DAYS, DEFAULT_TOP, MAX_TOP } from './cli/defaults.ts';
import { addDoctor } from './cli/doctor.ts';
import { addIndex } from './cli/index.ts';
import { addIngest } from './cli/ingest.ts';
import { addInit } from './cli/init.ts';
import { addMcp } from './cli/mcp.ts';
import type { Opened } from './cli/open-answering.ts';
import { addStage } from './cli/stage.ts';
import type { Streams } from './cli/streams.ts';
import { UsageError, wholeNumber } from './cli/usage.ts';
import type { Config } from './config.ts';
import { configFromEnvironment, explainBootError, type StartApp, serve } from './main.ts';
import { createLog } from './server/log.ts';
import { withoutInvisible } from './text/invisible.ts';

const streams: Streams = {
  input: process.stdin,
  // What visitors, articles and models wrote passes here: nothing in it may steer the terminal.
  print: (line) => process.stdout.write(`${withoutInvisible(line)}\n`),
  complain: (message) => process.stderr.write(`crossroads: ${withoutInvisible(message)}\n`),
};

interface CommonOptions {
  knowledge?: string;
  json?: boolean;
  jsonl?: boolean;
}

/** Runs the command line. @returns the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  // A reader that has seen enough (`| head`) closes the pipe; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  let exitCode = 0;
  let config: Readonly<Config> | undefined;
  const configured = (overrides: Partial<Config>) => {
    config = { ...configFromEnvironment(), ...overrides };
    return config;
  };
  const answering = async (
    { knowledge }: CommonOptions,
    work: (answering: Opened, settings: Readonly<Config>) => Promise<number>,
    { byWords = false } = {},
  ) => {
    const settings = configured(knowledge === undefined ? {} : { knowledgeDir: resolve(knowledge) });
    const { embedding: _, ...withoutMeaning } = settings;
    const { embedded, openAnswering } = await import('./cli/open-answering.ts');
    const created = await openAnswering(
      byWords ? withoutMeaning : settings,
      createLog('warn', process.stderr),
    );
    try {
      await embedded(created, streams.complain);
      exitCode = await work(created, settings);
    } finally {
      await created.close();
    }
  };

  const program = new Command('crossroads')
    .description('A chatbot that answers from your own articles, with citations, with or without a model.')
    .exitOverride()
    .showHelpAfterError('(add --help for what the command takes)');

  program
    .command('serve')
    .description('run the server and its page')
    .option('--port <number>', 'port to listen on (default: PORT, or 8787)', wholeNumber(0, 65_535))
    .option('--knowledge <path>', 'folder or file to answer from (default: KNOWLEDGE_DIR, or ./knowledge)')
    .option('--open', 'open the page in a browser')
    .action(async ({ port, knowledge, open }: { port?: number; knowledge?: string; open?: boolean }) => {
      const settings = configured({
        ...(port === undefined ? {} : { port }),
        ...(knowledge === undefined ? {} : { knowledgeDir: resolve(knowledge) }),
      });
      exitCode = await serve(settings, open ? startAndOpen : startApp);
    });

  program
    .command('ask')
    .description('ask a question; without one, chat on the terminal')
    .argument('[question]', 'the question')
    .option('--knowledge <path>', 'folder or file to answer from')
    .option('--json', 'print one JSON object')
    .option('--jsonl', 'read questions as JSON lines from standard input, print answers as JSON lines')
    .action(async (question: string | undefined, options: CommonOptions) => {
      const { askAndPrint, askBatch, askOnce, chat } = await import('./cli/ask.ts');
      if (options.jsonl) {
        if (question !== undefined)
          throw new UsageError('--jsonl reads the questions from standard input; leave out the argument');
        return answering(options, async (parts) => ((await askBatch(parts, streams)) === 0 ? 0 : 1));
      }
      if (question === undefined) {
        if (!process.stdin.isTTY || options.json)
          throw new UsageError('expected a question, e.g. crossroads ask "What does an AI engineer do?"');
        return answering(options, async (parts) => {
          await chat(parts, (text) => process.stdout.write(text));
          return 0;
        });
      }
      return answering(options, async (parts) => {
        if (!options.json)
          return (await askAndPrint(parts, [], question, (text) => process.stdout.write(text))) ? 0 : 1;
        const { citations: _, ...reply } = await askOnce(parts, [], question);
        streams.print(JSON.stringify(reply));
        return reply.outcome === 'failed' ? 1 : 0;
      });
    });

  program
    .command('search')
    .description('show which passages a question finds')
    .argument('[query]', 'the question')
    .option('--knowledge <path>', 'folder or file to search')
    .option('--top <number>', 'how many passages', wholeNumber(1, MAX_TOP), DEFAULT_TOP)
    .option('--json', 'print one JSON object')
    .option('--jsonl', 'read queries as JSON lines from standard input, print passages as JSON lines')
    .action(async (query: string | undefined, options: CommonOptions & { top: number }) => {
      const { printFound, searchBatch, searchOnce, toJson } = await import('./cli/search.ts');
      if (options.jsonl) {
        if (query !== undefined)
          throw new UsageError('--jsonl reads the queries from standard input; leave out the argument');
        return answering(options, async (parts) =>
          (await searchBatch(parts, streams, options.top)) === 0 ? 0 : 1,
        );
      }
      if (query === undefined)
        throw new UsageError('expected a query, e.g. crossroads search "maths for AI engineers"');
      return answering(options, async (parts) => {
        const found = await searchOnce(parts, { query, history: [], top: options.top });
        if (options.json) streams.print(JSON.stringify(toJson(found)));
        else printFound(found, parts.retriever().lexicon, streams.print);
        return 0;
      });
    });

  program
    .command('gaps')
    .description('show what visitors asked and the knowledge did not answer well, without personal data')
    .option('--knowledge <path>', 'folder or file in which to look for the document to edit')
    .option('--days <number>', 'how many days to look back', wholeNumber(1, 36_500), DEFAULT_DAYS)
    .option('--json', 'print one JSON object')
    .action(async ({ days, ...options }: CommonOptions & { days: number }) =>
      answering(
        options,
        async (parts, config) => {
          const { findGaps, printGaps, readShortfalls } = await import('./cli/gaps.ts');
          const shortfalls = await readShortfalls(config, Date.now() - days * DAY_MS);
          const gaps = findGaps(shortfalls, parts.retriever());
          if (options.json) streams.print(JSON.stringify({ days, gaps }));
          else printGaps(gaps, days, streams.print);
          return 0;
        },
        { byWords: true },
      ),
    );

  addStage(program, {
    streams,
    write: (text) => process.stdout.write(withoutInvisible(text)),
    configured,
    present: (settings) => serve(settings, startAndOpenInspector),
    end: (code) => {
      exitCode = code;
    },
  });
  addIndex(program, { streams, configured });
  addDoctor(program, {
    streams,
    end: (code) => {
      exitCode = code;
    },
  });
  addInit(program, { streams });
  addMcp(program, { configured });
  addIngest(program, {
    streams,
    configured,
    end: (code) => {
      exitCode = code;
    },
  });

  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) {
      streams.complain(error.message);
      return 2;
    }
    for (const line of explainBootError(error, config ?? { host: '127.0.0.1', port: 8787 }).split('\n'))
      streams.complain(line);
    return 1;
  }
}

/** Loads what the server is made of only now, while the knowledge is being read. */
const startApp: StartApp = async (config, options) => (await import('./app.ts')).createApp(config, options);

/** Starts, and opens a page of the server once it listens. */
function startThenOpen(pathOf: (app: App) => string): StartApp {
  return async (config, options) => {
    const app = await startApp(config, options);
    const listen = async () => {
      const listening = await app.listen();
      openInBrowser(listening.url + pathOf(app));
      return listening;
    };
    return { ...app, listen, passages: app.passages };
  };
}

const startAndOpen = startThenOpen(() => '');
const startAndOpenInspector = startThenOpen((app) => app.inspectorLink?.() ?? '/inspector');

/** Asks the desktop to show a page; where there is none, the printed address must do. */
function openInBrowser(url: string): void {
  const [command, ...rest] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '']
        : ['xdg-open'];
  if (command === undefined) return;
  spawn(command, [...rest, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
