/**
 * A chat completions upstream whose tokens say when they were written. Its own process, forked by bench.mjs, which sets
 * the pace of all answers by message: `{waitMs, everyMs, tokens}`.
 */
import { createServer } from 'node:http';
import { nowUs } from './clock.mjs';

let pace;

/** One timer a millisecond for all streams: 200 timers of their own would disturb what is measured. */
const due = new Map();
let cursor = Math.floor(nowUs() / 1000);
setInterval(() => {
  for (const now = Math.floor(nowUs() / 1000); cursor <= now; cursor++) {
    const tasks = due.get(cursor);
    due.delete(cursor);
    for (const task of tasks ?? []) task();
  }
}, 1);

function at(ms, task) {
  const slot = Math.max(Math.ceil(ms), cursor);
  const tasks = due.get(slot);
  if (tasks) tasks.push(task);
  else due.set(slot, [task]);
}

const chunk = (delta, finish = null) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'bench',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    usage: null,
  })}\n\n`;

const server = createServer((req, res) => {
  const receivedUs = nowUs();
  req.resume();
  req.on('end', () => answer(res, receivedUs, pace));
});

function answer(res, receivedUs, { waitMs, everyMs, tokens }) {
  let seq = 0;
  let next = receivedUs / 1000 + waitMs;
  const step = () => {
    if (res.destroyed) return;
    if (seq === 0) {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.socket.setNoDelay(true);
    }
    const received = seq === 0 ? `/${receivedUs.toString(36)}` : '';
    const text = `${seq}@${nowUs().toString(36)}${received};`;
    seq += 1;
    if (seq < tokens) {
      res.write(chunk({ content: text }));
      next += everyMs;
      at(next, step);
      return;
    }
    const usage = {
      choices: [],
      usage: { prompt_tokens: 1, completion_tokens: tokens, total_tokens: tokens + 1 },
    };
    res.end(
      `${chunk({ content: text })}${chunk({}, 'stop')}data: ${JSON.stringify(usage)}\n\ndata: [DONE]\n\n`,
    );
  };
  at(next, step);
}

server.listen(0, '127.0.0.1', 4096, () => process.send({ port: server.address().port }));
process.on('message', (next) => {
  pace = next;
});
process.once('disconnect', () => process.exit(0));
