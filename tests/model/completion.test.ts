import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readCompletion } from '../../src/model/completion.ts';
import { startDeadlines } from '../../src/model/deadlines.ts';

const NEVER = 60_000;
const chunk = (content: string, reason: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: reason }] })}\n\n`;

function setUp(usageTimeoutMs = NEVER) {
  const body = new PassThrough();
  const deadlines = startDeadlines(
    { firstDeltaTimeoutMs: NEVER, gapTimeoutMs: NEVER, totalTimeoutMs: NEVER, now: () => performance.now() },
    new AbortController().signal,
  );
  const completion = readCompletion(body, { deadlines, maxAnswerBytes: 64 * 1024, usageTimeoutMs });
  return { body, completion, deadlines };
}

describe('readCompletion', () => {
  it('joins what came since the last call', async () => {
    const { body, completion, deadlines } = setUp();
    body.write(chunk('a') + chunk('b'));
    expect(await completion.next()).toEqual({ type: 'delta', text: 'ab' });
    const waiting = completion.next();
    body.write(chunk('c'));
    expect(await waiting).toEqual({ type: 'delta', text: 'c' });
    deadlines.stop();
  });

  it('ends when an upstream names its finish_reason and then leaves the connection open', async () => {
    const { body, completion, deadlines } = setUp(5);
    body.write(chunk('all') + chunk('', 'stop'));
    expect(await completion.next()).toMatchObject({ type: 'delta' });
    expect(await completion.next()).toEqual({ type: 'end', finishReason: 'stop' });
    deadlines.stop();
  });

  it('reads events with carriage returns, comments, other fields and several data lines', async () => {
    const { body, completion, deadlines } = setUp();
    body.end(
      `: hello\r\nevent: x\r\ndata: {"choices":[{"delta":\r\ndata: {"content":"a"}}]}\r\n\r\n${chunk('b', 'stop')}`,
    );
    expect(await completion.next()).toEqual({ type: 'delta', text: 'ab' });
    expect(await completion.next()).toMatchObject({ type: 'end', finishReason: 'stop' });
    deadlines.stop();
  });

  it('reads a last event that no blank line ends', async () => {
    const { body, completion, deadlines } = setUp();
    body.end(chunk('all', 'stop').trimEnd());
    expect(await completion.next()).toEqual({ type: 'delta', text: 'all' });
    expect(await completion.next()).toMatchObject({ type: 'end', finishReason: 'stop' });
    deadlines.stop();
  });

  it('takes usage that makes no sense for none', async () => {
    const { body, completion, deadlines } = setUp();
    body.end(
      `${chunk('a', 'stop')}data: {"choices":[],"usage":{"prompt_tokens":"many"}}\n\ndata: [DONE]\n\n`,
    );
    await completion.next();
    expect(await completion.next()).toEqual({ type: 'end', finishReason: 'stop' });
    deadlines.stop();
  });

  it('gives up on an event that never ends', async () => {
    const { body, completion, deadlines } = setUp();
    const waiting = completion.next();
    const part = 'x'.repeat(64 * 1024);
    body.write('data: ');
    for (let i = 0; i < 33; i++) body.write(part);
    await expect(waiting).rejects.toMatchObject({ code: 'upstream_invalid' });
    completion.close();
    expect(body.destroyed).toBe(true);
    deadlines.stop();
  });

  it('stops reading while nobody takes the text, and goes on after', async () => {
    const { body, completion, deadlines } = setUp();
    body.write(chunk('x'.repeat(20_000)));
    await expect.poll(() => body.isPaused()).toBe(true);
    await completion.next();
    expect(body.isPaused()).toBe(false);
    deadlines.stop();
  });
});
