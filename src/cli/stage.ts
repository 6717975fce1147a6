/** The commands of a presenter: `crossroads demo` and `crossroads replay`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { parseRecording, type Recording } from '../inspector/record.ts';
import { createRecordings } from '../inspector/recordings.ts';
import type { CliContext } from './context.ts';
import { type Pace, replayRecording } from './replay.ts';
import { UsageError, wholeNumber } from './usage.ts';

export interface StageContext extends CliContext {
  /** Writes text as it comes, without a line end. */
  write: (text: string) => void;
  /** Runs the server and opens the inspector. @returns the exit code. */
  present: (config: Readonly<Config>) => Promise<number>;
}

/** Adds both commands. */
export function addStage(program: Command, { streams, write, configured, present, end }: StageContext): void {
  program
    .command('demo')
    .description('start everything for a talk: the server, and the inspector with questions to show')
    .option('--port <number>', 'port to listen on (default: PORT, or 8787)', wholeNumber(0, 65_535))
    .action(async ({ port }: { port?: number }) => {
      // Whoever starts a demonstration wants its inspector, in production as well, by a link that is good once.
      end(await present(configured({ inspector: {}, ...(port === undefined ? {} : { port }) })));
    });

  program
    .command('replay')
    .description('play a recorded conversation in the terminal, stage by stage, without a network')
    .argument('[recording]', 'a file, or the name of a recording; without one, lists those there are')
    .option('--speed <times>', 'times as fast as it was, e.g. 0.5 (default: slow enough to watch)', positive)
    .option('--step', 'wait for Enter after each stage')
    .option('--no-wait', 'print everything at once')
    .action(async (name: string | undefined, options: { speed?: number; step?: boolean; wait: boolean }) => {
      const { stageDir, recordingsDir } = configured({});
      const recordings = createRecordings({
        shippedDir: join(stageDir, 'recordings'),
        savedDir: recordingsDir,
      });
      if (name === undefined) {
        for (const info of await recordings.list()) streams.print(`${info.name}  ${info.title}`);
        return end(0);
      }
      const recording = await openRecording(name, recordings.open);
      const lines = options.step ? createInterface({ input: streams.input }) : undefined;
      const pace: Pace = {
        ...(options.speed === undefined ? {} : { speed: options.speed }),
        wait: options.wait && !options.step ? (ms) => delay(ms) : async () => {},
        ...(lines ? { next: nextLine(lines) } : {}),
      };
      try {
        await replayRecording(recording, write, pace);
      } finally {
        lines?.close();
      }
      end(0);
    });
}

/** A path has an ending or a folder; a name has neither. */
async function openRecording(name: string, open: (name: string) => Promise<Recording>): Promise<Recording> {
  if (!/[./\\]/.test(name)) return open(name);
  let text: string;
  try {
    text = await readFile(name, 'utf8');
  } catch (cause) {
    throw new AppError(
      'not_found',
      `${name} cannot be read: give a file that the inspector saved or exported.`,
      { cause },
    );
  }
  return parseRecording(name, text);
}

/** Resolves with each further line; at the end of the input, at once. */
function nextLine(lines: ReturnType<typeof createInterface>): () => Promise<void> {
  const each = lines[Symbol.asyncIterator]();
  return async () => {
    await each.next();
  };
}

function positive(value: string): number {
  const times = Number(value);
  if (!(times > 0 && times <= 1000))
    throw new UsageError(`--speed is "${value}": expected a number above 0, e.g. 0.5`);
  return times;
}
