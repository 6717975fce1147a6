import { describe, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { createLog } from '../../src/server/log.ts';

function capture() {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => lines.push(line) });
  return { log, lines };
}

describe('a log line', () => {
  test('is one line of JSON with level and time', () => {
    const { log, lines } = capture();
    log.info({ conversation: 'abc123' }, 'turn');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', msg: 'turn', conversation: 'abc123' });
    expect(lines[0]?.endsWith('}\n')).toBe(true);
  });

  test('holds no control character, whatever it is given', () => {
    const { log, lines } = capture();
    const nasty =
      'a\r\n{"level":"info"}\u001b[31m\u0007\u0085\u009b31m\u2028\u2029\u202e\u2066\u200b\ufeff\u061c\u00ad\u{e0041}\u3164';
    log.info({ origin: nasty }, 'origin refused');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029\p{Cf}\u3164]/u);
    expect(JSON.parse(lines[0] ?? '').origin).toBe(nasty);
  });

  test('keeps our own words of an error and no one else’s', () => {
    const { log, lines } = capture();
    const cause = new SyntaxError('Unexpected token in "my secret question"');
    log.error({ err: new AppError('upstream_invalid', 'The stream ended early.', { cause }) }, 'turn threw');
    log.error({ err: cause }, 'turn threw');
    expect(lines.join('')).not.toContain('my secret question');
    expect(JSON.parse(lines[0] ?? '').err).toMatchObject({
      code: 'upstream_invalid',
      message: 'The stream ended early.',
      cause: { name: 'SyntaxError' },
    });
    expect(JSON.parse(lines[1] ?? '').err.at[0]).toContain('log.test.ts');
  });
});
