/** Frames that no widget sends: JSON that is not a request, and bytes that are not a frame. */
import { randomBytes } from 'node:crypto';
import { PROTOCOL_VERSION } from '../../src/protocol.ts';
import { frame, OPCODE } from '../server/raw.ts';

const VALUES: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  '',
  'x',
  'constructor',
  '__proto__',
  '\u0000',
  '\ud800',
  [],
  [[]],
  {},
  { length: 1e9 },
  { toString: null },
  { $gt: '' },
  'x'.repeat(60_000),
];

const GOOD: Record<string, unknown>[] = [
  { type: 'hello', protocolVersion: PROTOCOL_VERSION, conversationId: 'some-conversation', lastSeq: 0 },
  { type: 'ask', turnId: 'turn-0001', text: 'Hello?' },
  { type: 'cancel', turnId: 'turn-0001' },
  { type: 'feedback', turnId: 'turn-0001', rating: 'up', comment: 'Good.' },
];

/** Every field of every request with every odd value, and without it. */
const MUTATED = GOOD.flatMap((request) =>
  Object.keys(request).flatMap((field) => [
    ...VALUES.map((value) => JSON.stringify({ ...request, [field]: value })),
    JSON.stringify({ ...request, [field]: undefined }),
  ]),
);

const POLLUTING = [
  '{"__proto__":{"polluted":1},"type":"ping"}',
  '{"type":"ask","turnId":"turn-0002","text":"x","__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}},"type":"feedback","turnId":"turn-0001","rating":"up"}',
  '{"type":"__proto__"}',
  '{"type":"constructor"}',
  '{"type":"toString","turnId":{"__proto__":[]}}',
  '{"type":"feedback","turnId":"turn-0001","rating":"__proto__"}',
];

const ODD = [
  '',
  ' ',
  'null',
  'true',
  '1',
  '"hello"',
  '[]',
  '[{"type":"ping"}]',
  '{',
  '}',
  '{"type"}',
  '{"type":}',
  "{'type':'ping'}",
  '{type:"ping"}',
  'ping',
  '{"type":"ping"}{"type":"ping"}',
  '{"type":"ping"}\n{"type":"ping"}',
  '\ufeff{"type":"ping"}',
  '{"type":"PING"}',
  '{"Type":"ping"}',
  '{"type":["ping"]}',
  '{"type":{"type":"ping"}}',
  'NaN',
  'Infinity',
  '-',
  '1e999999',
  `{"type":"hello","protocolVersion":1e999}`,
  `{"type":"hello","protocolVersion":${'9'.repeat(5000)}}`,
  '['.repeat(60_000),
  `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
  '{"a":'.repeat(10_000),
  `${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}`,
  `{"type":"ask","turnId":"turn-0003","text":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  `{${Array.from({ length: 5000 }, (_, i) => `"k${i}":1`).join(',')}}`,
  `{"type":"ping",${'"a":1,'.repeat(9000)}"b":1}`,
  `"${'\\u0000'.repeat(10_000)}"`,
  `"${'\\'.repeat(60_001)}"`,
  'x'.repeat(65_536),
];

/** Texts that are no request, or hardly one. */
export const TEXTS: readonly string[] = [...new Set([...MUTATED, ...POLLUTING, ...ODD])];

/** A frame with any header. */
function odd(first: number, second: number, rest: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from([first, second]), rest]);
}

const MASK = Buffer.alloc(4);
const length64 = (value: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
};

const BAD_UTF8 = [
  '80',
  'c0af',
  'c328',
  'e28028',
  'eda080',
  'f0288cbc',
  'f8888080',
  'ff',
  'fe',
  'e282',
  'f4908080',
  '7b22c3',
];

/** Bytes behind the upgrade, and what they are. */
export const BYTES: readonly (readonly [name: string, bytes: Buffer])[] = [
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map(
    (opcode) => [`reserved opcode ${opcode}`, frame(opcode, 'x')] as const,
  ),
  ...[0x40, 0x20, 0x10].map((bit) => [`reserved bit ${bit}`, odd(0x81 | bit, 0x80, MASK)] as const),
  ['no mask', odd(0x81, 0x02, Buffer.from('{}'))],
  ['a continuation of nothing', frame(OPCODE.continuation, 'x')],
  ['a text within a text', Buffer.concat([frame(OPCODE.text, '"', false), frame(OPCODE.text, '"')])],
  ['a fragmented ping', frame(9, 'x', false)],
  ['a ping of 126 bytes', frame(9, 'x'.repeat(126))],
  ['a close of one byte', frame(OPCODE.close, 'x')],
  ...[0, 999, 1004, 1005, 1006, 1015, 2999, 65_535].map(
    (code) =>
      [`a close with code ${code}`, frame(OPCODE.close, Buffer.from([code >> 8, code & 255]))] as const,
  ),
  ['a close with a reason that is no UTF-8', frame(OPCODE.close, Buffer.from([0x03, 0xe8, 0xc3, 0x28]))],
  ...BAD_UTF8.map((hex) => [`text of bytes ${hex}`, frame(OPCODE.text, Buffer.from(hex, 'hex'))] as const),
  ['a claim of 64 KiB and one byte', odd(0x81, 0xff, Buffer.concat([length64(65_537n), MASK]))],
  ['a claim of 2^31 bytes', odd(0x81, 0xff, Buffer.concat([length64(2n ** 31n), MASK]))],
  ['a claim of 2^63-1 bytes', odd(0x81, 0xff, Buffer.concat([length64(2n ** 63n - 1n), MASK]))],
  ['a claim of 2^64-1 bytes', odd(0x81, 0xff, Buffer.concat([length64(2n ** 64n - 1n), MASK]))],
  [
    'an endless text in fragments',
    Buffer.concat([
      frame(OPCODE.text, 'x', false),
      ...Array.from({ length: 40 }, () => frame(OPCODE.continuation, 'y', false)),
    ]),
  ],
  [
    'an endless text in big fragments',
    Buffer.concat([
      frame(OPCODE.text, 'x', false),
      ...Array.from({ length: 3 }, () => frame(OPCODE.continuation, 'y'.repeat(60_000), false)),
    ]),
  ],
  [
    'fragments of nothing',
    Buffer.concat([
      frame(OPCODE.text, '', false),
      ...Array.from({ length: 40 }, () => frame(OPCODE.continuation, '', false)),
    ]),
  ],
  ['plain HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
  ...Array.from(
    { length: 30 },
    (_, i) =>
      [`noise ${i}`, Buffer.concat([Buffer.from([0x8f ^ (i & 7)]), randomBytes(64 + i * 8)])] as const,
  ),
];
