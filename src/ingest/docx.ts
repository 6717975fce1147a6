/** Reads a Word document (.docx). */
import mammoth from 'mammoth';
import { fromBuffer } from 'yauzl';
import { type Draft, unreadable } from './draft.ts';
import { toMarkdownOf } from './html.ts';

/** A document is a ZIP archive: unpacked it may have this many bytes, in this many files. */
const MAX_UNPACKED_BYTES = 200 * 1024 ** 2;
const MAX_ENTRIES = 5000;

/** @throws AppError `bad_request`: no such document, unpacks to too much, no text. */
export async function readDocx(bytes: Uint8Array, { source }: { source: string }): Promise<Draft> {
  const buffer = Buffer.from(bytes);
  await checkUnpacked(buffer, source);
  const { value: html } = await mammoth
    // Pictures would be put into the text as data.
    .convertToHtml({ buffer }, { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) })
    .catch((cause: unknown) => {
      throw unreadable(source, NOT_WORD, { cause });
    });
  const { title, markdown } = toMarkdownOf(html);
  if (markdown === '') throw unreadable(source, 'holds no text');
  return { markdown, ...(title ? { title } : {}) };
}

const NOT_WORD = 'is not a Word document (.docx); open it and save it as one';

/**
 * Unpacks everything once and keeps nothing, because the reader of documents has no limit of its own. What an archive says
 * about its sizes is not believed: the library fails when a file holds more than it says.
 */
async function checkUnpacked(buffer: Buffer, source: string): Promise<void> {
  let total = 0;
  const tooMuch = () =>
    unreadable(
      source,
      `unpacks to more than ${MAX_UNPACKED_BYTES / 1024 ** 2} MB or ${MAX_ENTRIES} files; it may be a trap`,
    );
  await new Promise<void>((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true }, (error, archive) => {
      if (error) return reject(error);
      let entries = 0;
      archive.on('error', reject).on('end', resolve);
      archive.on('entry', (entry: { uncompressedSize: number }) => {
        entries += 1;
        total += entry.uncompressedSize;
        if (total > MAX_UNPACKED_BYTES || entries > MAX_ENTRIES) return reject(tooMuch());
        archive.openReadStream(entry as Parameters<typeof archive.openReadStream>[0], (failed, stream) => {
          if (failed) return reject(failed);
          stream
            .on('error', reject)
            .on('end', () => archive.readEntry())
            .resume();
        });
      });
      archive.readEntry();
    });
  }).catch((cause: unknown) => {
    if (cause instanceof Error && cause.name === 'AppError') throw cause;
    throw unreadable(source, NOT_WORD, { cause });
  });
}
