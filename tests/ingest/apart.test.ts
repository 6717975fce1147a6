import { deflateSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { type ApartOptions, convertApart } from '../../src/ingest/apart.ts';
import { rawPdf } from './documents.ts';

function apart(options?: ApartOptions) {
  const { convert, close } = convertApart(options);
  onTestFinished(close);
  return convert;
}

const text = (words: string) => ({
  bytes: new TextEncoder().encode(words),
  format: 'txt' as const,
  source: 'a.txt',
});
const pdf = (bytes: Uint8Array) => ({ bytes, format: 'pdf' as const, source: 'a.pdf' });

/** A page painted with that many megabytes of blanks, in a thousandth of that. */
function bomb(megabytes: number): Uint8Array {
  const packed = deflateSync(Buffer.alloc(megabytes * 1024 ** 2, ' '));
  const stream = Buffer.concat([
    Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
    packed,
    Buffer.from('\nendstream'),
  ]);
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >>',
    stream,
  ]);
}

test('documents are converted one after another, and a bad one is named as it is here', async () => {
  const convert = apart();
  expect(await convert(text('One.'))).toEqual({ markdown: 'One.' });
  await expect(convert(text(' '))).rejects.toMatchObject({
    code: 'bad_request',
    message: 'a.txt: holds no text',
  });
  expect(await convert(text('Two.'))).toEqual({ markdown: 'Two.' });
});

test('a reader that trips over a document says so, and the next one is read', async () => {
  const convert = apart();
  const circle = rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 9 >>']);
  await expect(convert(pdf(circle))).rejects.toThrow(
    /^a\.pdf: cannot be read \(.*\); open it and save it anew/,
  );
  expect(await convert(text('Two.'))).toEqual({ markdown: 'Two.' });
});

test('what takes too much memory, or too long, is refused, and the next one is read', async () => {
  const convert = apart({ maxBytes: 250e6 });
  await expect(convert(pdf(bomb(400)))).rejects.toThrow('a.pdf: takes more memory than a document should');
  expect(await convert(text('Two.'))).toEqual({ markdown: 'Two.' });
  const late = apart({ deadlineMs: 1 });
  await expect(late(text('Three.'))).rejects.toThrow('a.txt: takes longer than 0.001 s to read; split it');
});

test('stops when it is told to', async () => {
  const convert = apart();
  const stop = new AbortController();
  const asked = convert(text('One.'), { signal: stop.signal });
  stop.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
});
