/** What a command reads and writes, so that tests can hand in their own. */
import type { Readable } from 'node:stream';

export interface Streams {
  input: Readable;
  /** Writes one line of the result. */
  print: (line: string) => void;
  /** Writes one line about a problem. */
  complain: (message: string) => void;
}
