/** What a command of its own file gets of the command line. */
import type { Config } from '../config.ts';
import type { Streams } from './streams.ts';

export interface CliContext {
  streams: Streams;
  /** The environment's configuration, with what flags say instead. @throws AppError `config_invalid` */
  configured: (overrides: Partial<Config>) => Readonly<Config>;
  /** Sets the exit code: 0 done, 1 failed. */
  end: (code: number) => void;
}
