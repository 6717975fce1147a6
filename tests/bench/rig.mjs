/** What every bench stands on: an upstream and a load generator on one core, and the jobs that they are given. */
import { once } from 'node:events';
import { forkOn, forkServer } from './processes.mjs';

/** Answered from the knowledge that comes with the project, so that the model is asked. */
const QUESTION = 'What does an AI engineer do all day?';

/** Servers have a core of their own. */
export const SERVER_CORE = 1;
const LOAD_CORE = 0;

/** The first answers of a process are compiled, not run: few at once, as cold code takes its time. */
export const WARM_UP = { streams: 5, answers: 40, pace: { waitMs: 1, everyMs: 1, tokens: 50 } };

export async function createRig() {
  const upstream = await forkServer(LOAD_CORE, 'upstream.mjs');
  const loader = forkOn(LOAD_CORE, 'load.mjs');
  return {
    baseUrl: `http://127.0.0.1:${upstream.port}/v1`,
    /** Runs one job. @throws Error when an answer was not right. */
    async load({ pace, ...job }) {
      if (pace) upstream.child.send(pace);
      loader.send({ answerer: 'llm', rampMs: 0, question: QUESTION, tokens: pace?.tokens ?? 0, ...job });
      const [result] = await once(loader, 'message');
      if (result.problems.length > 0) {
        const kinds = [...new Set(result.problems)].slice(0, 3).join('; ');
        throw new Error(
          `${job.wire}: ${result.problems.length} of ${result.answers} answers are not right: ${kinds}`,
        );
      }
      return result;
    },
    async close() {
      loader.disconnect();
      await upstream.stop();
    },
  };
}

/** The lower one of the two in the middle; nothing is left out but what was not measured. */
export function median(numbers) {
  const sorted = numbers.filter((n) => n !== null).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
