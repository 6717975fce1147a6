import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCanary } from '../../../src/answer/leak/canary.ts';
import { createLeakGuard } from '../../../src/answer/leak/guard.ts';
import type { AppError } from '../../../src/errors.ts';
import { startCost } from '../../support/clock.ts';

const CANARY = newCanary();
const INSTRUCTIONS = `${readFileSync('prompts/answer.md', 'utf8')}\n\n(${CANARY})`;

/** What passes the guard, and whether it stopped the answer. */
function guard(pieces: string[], instructions = INSTRUCTIONS) {
  const { push, flush } = createLeakGuard({ canary: CANARY, instructions });
  let shown = '';
  try {
    for (const piece of pieces) shown += push(piece);
    return { shown: shown + flush(), stopped: false };
  } catch (error) {
    expect(error).toMatchObject({ code: 'upstream_rejected' });
    expect((error as AppError).message).not.toContain(CANARY);
    return { shown, stopped: true };
  }
}

const rot13 = (text: string) =>
  text.replace(/[a-z]/gi, (c) =>
    String.fromCharCode(((c.toLowerCase().charCodeAt(0) - 97 + 13) % 26) + (c < 'a' ? 65 : 97)),
  );
const codes = (text: string, form: (code: number) => string, between = '') =>
  [...text].map((c) => form(c.charCodeAt(0))).join(between);

const DISGUISES: Record<string, (text: string) => string> = {
  plain: (text) => text,
  'in capitals': (text) => text.toUpperCase(),
  'with spaces between': (text) => [...text].join(' '),
  'one letter a line': (text) => [...text].join('\n- '),
  'with stars between': (text) => [...text].map((c) => `**${c}**`).join(' '),
  'in full-width letters': (text) =>
    codes(text, (c) => String.fromCharCode(c < 33 || c > 126 ? c : c + 0xfee0)),
  'in mathematical letters': (text) =>
    text.replace(/[a-z]/g, (c) => String.fromCodePoint(0x1d41a + c.charCodeAt(0) - 97)),
  backwards: (text) => [...text].reverse().join(''),
  'by rot13': rot13,
  'in hexadecimal': (text) => Buffer.from(text).toString('hex'),
  'in spaced hexadecimal': (text) => codes(text, (c) => c.toString(16).toUpperCase().padStart(2, '0'), ' '),
  'in \\x escapes': (text) => codes(text, (c) => `\\x${c.toString(16)}`),
  'percent-encoded': (text) => codes(text, (c) => `%${c.toString(16)}`),
  'in decimal codes': (text) => codes(text, String, ' '),
  'in entities': (text) => codes(text, (c) => `&#${c};`),
  'with accents': (text) => text.replace(/[a-z]/gi, '$&\u0301').normalize('NFC'),
  'in letters that look alike': (text) =>
    text.replace(/[aeopcxy]/g, (char) => 'аеорсху'['aeopcxy'.indexOf(char)] ?? char),
  'in octal escapes': (text) => codes(text, (c) => `\\${c.toString(8)}`),
  'in bits': (text) => codes(text, (c) => c.toString(2).padStart(8, '0'), ' '),
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64, one byte later': (text) => Buffer.from(`:${text}`).toString('base64'),
  'in base64, two bytes later': (text) => Buffer.from(`::${text}`).toString('base64'),
  'in base64 for addresses': (text) => Buffer.from(text).toString('base64url'),
};

/** Every way in which a reader could read the canary off what was shown. */
function isReadable(shown: string): boolean {
  const letters = shown
    .normalize('NFKC')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase();
  const hex = shown.toLowerCase().replace(/[^0-9a-f]/g, '');
  return Object.values({
    letters,
    backwards: [...letters].reverse().join(''),
    rot13: rot13(letters),
    hex: Buffer.from(hex, 'hex').toString(),
    base64: Buffer.from(shown.replace(/[^A-Za-z0-9+/]/g, ''), 'base64').toString(),
  }).some((text) => text.includes(CANARY));
}

describe('an answer that holds the canary', () => {
  it.each(Object.keys(DISGUISES))('%s is stopped before it, in one piece and in many', (name) => {
    const said = `Sure. ${DISGUISES[name]?.(CANARY)} was it.`;
    for (const pieces of [[said], [...said], said.match(/[\s\S]{1,7}/gu) ?? []]) {
      const { shown, stopped } = guard(pieces);
      expect(stopped).toBe(true);
      expect(isReadable(shown)).toBe(false);
      expect('Sure. '.startsWith(shown.slice(0, 6))).toBe(true);
    }
  });

  it('is stopped wherever the text is cut', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(DISGUISES)),
        fc.array(fc.nat(400), { maxLength: 12 }),
        (disguise, places) => {
          // The filter before the guard hands over whole characters.
          const said = [...`It reads: ${disguise(CANARY)} – there.`];
          const cuts = [...new Set(places)].filter((place) => place < said.length).sort((a, b) => a - b);
          const pieces = [...cuts, said.length].map((end, i) => said.slice(cuts[i - 1] ?? 0, end).join(''));
          expect(guard(pieces).stopped).toBe(true);
        },
      ),
    );
  });
});

describe('an answer that repeats the instructions', () => {
  const prompt = readFileSync('prompts/answer.md', 'utf8');

  it.each([
    'plain',
    'in capitals',
    'with accents',
    'in letters that look alike',
    'by rot13',
    'in hexadecimal',
    'in base64',
    'in base64, one byte later',
  ])('%s is stopped before a sentence of them is out, even without the canary', (name) => {
    const { shown, stopped } = guard((DISGUISES[name]?.(prompt) ?? '').split(''));
    expect(stopped).toBe(true);
    expect(shown.split(/\s+/).length).toBeLessThan(12);
    expect(shown.length).toBeLessThan(130);
  });

  it('backwards is stopped', () => {
    expect(guard([[...prompt].reverse().join('')]).stopped).toBe(true);
  });

  it('from the middle, behind words of its own, and as a list, is stopped', () => {
    const lines = prompt.split('\n').slice(5, 9);
    const { shown, stopped } = guard(`Of course! I was told:\n\n> ${lines.join('\n> ')}`.split(/(?<= )/));
    expect(stopped).toBe(true);
    expect(shown.length).toBeLessThan(80);
  });
});

describe('any other answer', () => {
  const ANSWER =
    'An AI engineer builds features on models that exist [1]: prompts, retrieval, 24 evaluations a week.\n\n' +
    '- See https://example.com/ai-engineer-blog/ai-engineer-vs-ml-engineer-career-choice for more.\n' +
    '- The answer itself is in the first sentence, and an additional note says so [2]. 🙂 Ünïcödé.\n' +
    '`aGVsbG8sIHRoaXMgaXMganVzdCBhIGdyZWV0aW5nIHdpdGggbm90aGluZyBpbiBpdA==` is a greeting.';

  it('passes as it is, however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(ANSWER.length), { maxLength: 30 }), (places) => {
        const cuts = [...new Set(places)].sort((a, b) => a - b);
        const pieces = [...cuts, ANSWER.length].map((end, i) => ANSWER.slice(cuts[i - 1] ?? 0, end));
        expect(guard(pieces)).toEqual({ shown: ANSWER, stopped: false });
      }),
    );
  });

  it('of any characters passes as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 }), (pieces) => {
        expect(guard(pieces)).toEqual({ shown: pieces.join(''), stopped: false });
      }),
    );
  });

  it('is not kept waiting: plain words pass with the delta that brings them', () => {
    const { push } = createLeakGuard({ canary: CANARY, instructions: INSTRUCTIONS });
    for (const word of 'Both build on code, but one trains models and the other uses them.'.split(/(?<= )/)) {
      expect(push(word)).toBe(word);
    }
  });

  it.each([
    ['plain', (bytes: Buffer) => bytes.toString()],
    ['hexadecimal', (bytes: Buffer) => bytes.toString('hex')],
    ['decimal', (bytes: Buffer) => bytes.join(' ')],
    ['octal', (bytes: Buffer) => Array.from(bytes, (byte) => byte.toString(8)).join(' ')],
    ['bits', (bytes: Buffer) => Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join(' ')],
    ['base64', (bytes: Buffer) => bytes.toString('base64')],
  ])('is not kept waiting: figures may hold three characters of the canary by chance, %s', (_, dress) => {
    const bytes = Buffer.from(CANARY);
    const pushed = (text: string) =>
      createLeakGuard({ canary: CANARY, instructions: INSTRUCTIONS }).push(text);
    for (let from = 0; from < 16; from++) {
      // No letter before it belongs to it.
      const chance = `-----------${dress(bytes.subarray(from, from + 3))}.`;
      expect(pushed(chance)).toBe(chance);
      const beginning = `It is ${dress(bytes.subarray(0, 6))}`;
      expect(pushed(beginning).length).toBeLessThan(beginning.length);
    }
  });

  it('takes little time: 64 KiB of text in under a quarter of a second of the processor', () => {
    const text = 'The answer you give to the visitor is what the passages say. '.repeat(1075);
    const cost = startCost();
    guard(text.match(/.{1,5}/g) ?? [], INSTRUCTIONS);
    expect(cost()).toBeLessThan(250);
  });
});

it('no two processes have the same canary', () => {
  expect(newCanary()).toMatch(/^[a-z2-9]{20}$/);
  expect(newCanary()).not.toBe(newCanary());
});
