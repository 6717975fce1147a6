/** Runs the command line from its sources, as `bin/crossroads.js` does from the build. */
import { run } from '../../src/cli.ts';

process.exitCode = await run(process.argv.slice(2));
