/**
 * The load generator: holds so many streams against one server and says what each token cost in time. Its own process,
 * forked by bench.mjs, which sends one job at a time: `{wire, url, streams, answers, rampMs, tokens, question, answerer}`.
 */

import { openCrossroads, openThin } from './clients.mjs';
import { nowUs } from './clock.mjs';

const TOKEN = /(\d+)@([0-9a-z]+)(?:\/([0-9a-z]+))?;/g;
const TIMEOUT_MS = 60_000;

/** One conversation: asks its questions in turn and notes when each token was written and when it came. */
async function converse(job, index, seen) {
  await new Promise((resolve) => setTimeout(resolve, (index / job.streams) * job.rampMs));
  let current;
  const client = await (job.wire === 'thin' ? openThin : openCrossroads)(job.url, {
    text: (delta) => current?.text(delta),
    done: (answerer) => current?.end(answerer === job.answerer ? undefined : `answered by ${answerer}`),
    failed: (message) => current?.end(message),
  });
  for (let i = 0; i < job.answers; i++) {
    const problem = await new Promise((resolve) => {
      const timer = setTimeout(() => resolve('timed out'), TIMEOUT_MS);
      const end = (problem) => {
        clearTimeout(timer);
        resolve(problem);
      };
      current = answer(job, seen, end);
      client.ask(job.question);
    });
    current = undefined;
    if (problem) seen.problems.push(problem);
  }
  client.close();
}

function answer(job, seen, end) {
  const askedUs = nowUs();
  let text = '';
  let tokens = 0;
  return {
    text(delta) {
      const now = nowUs();
      if (text === '') seen.first.push(now - askedUs);
      text += delta;
      let used = 0;
      for (const match of text.matchAll(TOKEN)) {
        const written = Number.parseInt(match[2], 36);
        if (Number(match[1]) !== tokens) seen.problems.push('a token is missing or out of order');
        tokens += 1;
        seen.delay.push(now - written);
        if (match[3]) {
          const addedUs = now - askedUs - (written - Number.parseInt(match[3], 36));
          seen.firstWords.push({ askedUs, waitedUs: now - askedUs, addedUs });
        }
        used = match.index + match[0].length;
      }
      if (used > 0) text = text.slice(used) || ' ';
    },
    end(problem) {
      seen.tokens += tokens;
      const short = job.tokens > 0 && tokens !== job.tokens;
      end(problem ?? (short ? `${tokens} of ${job.tokens} tokens` : undefined));
    },
  };
}

function percentiles(us) {
  const sorted = Float64Array.from(us).sort();
  const at = (share) =>
    sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1000 : null;
  return { p50: at(0.5), p99: at(0.99) };
}

process.on('message', async (job) => {
  const seen = { first: [], firstWords: [], delay: [], tokens: 0, problems: [] };
  await Promise.all(Array.from({ length: job.streams }, (_, index) => converse(job, index, seen))).catch(
    (error) => seen.problems.push(error.message),
  );
  process.send({
    first: percentiles(seen.first),
    added: percentiles(seen.firstWords.map(({ addedUs }) => addedUs)),
    /**
     * Of each answer of a model: when it was asked for, by the clock of `clock.mjs`, how long its first words took, and
     * how much of that was not the model's own time.
     */
    firstWords: seen.firstWords,
    delay: percentiles(seen.delay),
    tokens: seen.tokens,
    answers: job.streams * job.answers,
    problems: seen.problems,
  });
});
process.once('disconnect', () => process.exit(0));
