import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChunk } from '../../src/model/chunk.ts';

const NOTHING = { text: '', finishReason: undefined, usage: undefined, isError: false };

describe('readChunk', () => {
  it.each([
    ['{"choices":[{"delta":{"content":"a"},"finish_reason":null}]}', { text: 'a' }],
    ['{"choices":[{"delta":{},"finish_reason":"stop"}]}', { finishReason: 'stop' }],
    ['{"choices":[{"delta":{"content":null,"reasoning_content":"r"},"finish_reason":""}]}', {}],
    [
      '{"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}',
      { usage: { inputTokens: 3, outputTokens: 4, estimated: false } },
    ],
    ['{"choices":[],"usage":{"prompt_tokens":-3,"completion_tokens":1e99}}', {}],
    ['{"choices":[],"usage":null,"error":null}', {}],
    ['{"error":{"message":"m"}}', { isError: true }],
    ['{"choices":"none"}', {}],
    ['[]', {}],
  ])('reads %s', (data, expected) => {
    expect(readChunk(data)).toEqual({ ...NOTHING, ...expected });
  });

  it.each(['', '{', 'null', '"text"', '7'])('refuses %j', (data) => {
    expect(readChunk(data)).toBeUndefined();
  });

  it('never throws, whatever JSON comes', () => {
    fc.assert(
      fc.property(fc.json(), (data) => {
        const chunk = readChunk(data);
        expect(chunk === undefined || typeof chunk.text === 'string').toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (choice, usage) => {
        expect(typeof readChunk(JSON.stringify({ choices: [choice], usage }))?.text).toBe('string');
      }),
    );
  });
});
