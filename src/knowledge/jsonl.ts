/** Reads a corpus in the BEIR form, one passage a line, without holding the file in memory. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { z } from 'zod';
import type { Passage } from '../domain.ts';
import { givesOrders } from '../text/orders.ts';
import { clean, cleanLine } from './clean.ts';
import { decodeUtf8 } from './decode.ts';
import { invalid } from './invalid.ts';
import { withoutNotes } from './notes.ts';

const MAX_LINE_BYTES = 1024 * 1024;
const EXPECTED = 'expected {"_id": "…", "title": "…", "text": "…"} on each line';

const row = z.object({
  _id: z.union([z.string().min(1), z.number().transform(String)]),
  title: z.string().nullish(),
  text: z.string(),
});

/**
 * Reads all rows. A row's title becomes its heading; a row with a title only has it as text; a row with neither, and
 * an empty line, is left out. Other fields are ignored.
 * @throws AppError `knowledge_invalid` with the line: no JSON, wrong fields, an `_id` used before, over 1 MB.
 */
export async function readCorpus(
  realPath: string,
  shown: string,
  documentId: string,
): Promise<{ passages: Passage[]; hash: string }> {
  const passages: Passage[] = [];
  const lineOf = new Map<string, number>();
  let line = 0;
  let offset = 0;
  const hash = await eachBlock(
    realPath,
    shown,
    (block) => {
      for (const text of decodeUtf8(block, shown, line + 1).split('\n')) {
        line += 1;
        const passage = readRow(text, documentId, offset, (message, cause) =>
          invalid(shown, line, message, { cause }),
        );
        offset += text.length + 1;
        if (!passage) continue;
        const before = lineOf.get(passage.id);
        if (before !== undefined) {
          throw invalid(
            shown,
            line,
            `_id "${passage.id}" is used before, on line ${before}; give each row its own`,
          );
        }
        lineOf.set(passage.id, line);
        passages.push(passage);
      }
    },
    () => line,
  );
  return { passages, hash };
}

/** Hands over the file in blocks of whole lines, the last line feed of each left out. @returns its SHA-256. */
async function eachBlock(
  realPath: string,
  shown: string,
  take: (block: Uint8Array) => void,
  linesRead: () => number,
): Promise<string> {
  const hash = createHash('sha256');
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(realPath, {
    highWaterMark: MAX_LINE_BYTES,
  }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    const cut = chunk.lastIndexOf(0x0a);
    if (cut !== -1) {
      take(Buffer.concat([rest, chunk.subarray(0, cut)]));
      rest = chunk.subarray(cut + 1);
    } else {
      rest = Buffer.concat([rest, chunk]);
    }
    if (rest.length > MAX_LINE_BYTES)
      throw invalid(shown, linesRead() + 1, 'this line is longer than 1 MB; split it');
  }
  if (rest.length > 0) take(rest);
  return hash.digest('hex');
}

function readRow(
  line: string,
  documentId: string,
  start: number,
  fail: (message: string, cause?: unknown) => Error,
): Passage | undefined {
  if (line.length > MAX_LINE_BYTES) throw fail('this line is longer than 1 MB; split it');
  if (line.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw fail(`is not JSON; ${EXPECTED}`, cause);
  }
  const parsed = row.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.length ? `"${issue.path.join('.')}": ` : '';
    throw fail(`${field}${issue?.message ?? 'invalid'}; ${EXPECTED}`, parsed.error);
  }
  const id = cleanLine(parsed.data._id);
  if (id === '') throw fail(`"_id": is empty; ${EXPECTED}`);
  const title = cleanLine(parsed.data.title ?? '');
  const text = withoutNotes(clean(parsed.data.text)).trim();
  if (text === '' && title === '') return undefined;
  return {
    id,
    documentId,
    headings: title === '' || givesOrders(title) ? [] : [title],
    text: text === '' ? title : text,
    range: { start, end: start + line.length },
    questions: [],
  };
}
