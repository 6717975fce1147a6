/** Loads a knowledge folder: finds its files, parses them, checks them together. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Knowledge, KnowledgeDocument, Passage } from '../domain.ts';
import { AppError } from '../errors.ts';
import { givesOrders } from '../text/orders.ts';
import { chunk } from './chunk.ts';
import { cleanLine } from './clean.ts';
import { decodeUtf8 } from './decode.ts';
import { type KnowledgeFile, listFiles } from './files.ts';
import { invalid } from './invalid.ts';
import { readCorpus } from './jsonl.ts';
import { readLexicon } from './lexicon.ts';
import { parseMarkdown } from './markdown.ts';
import { parsePlain } from './plain.ts';
import { sideBySide } from './side-by-side.ts';

/** Characters of an ISO date; a time of day tells nobody anything. */
const MAX_DAY = 10;
const MAX_BYTES = { md: 10 * 1024 ** 2, txt: 10 * 1024 ** 2, jsonl: 1024 ** 3 };

interface Loaded {
  file: KnowledgeFile;
  document: KnowledgeDocument;
  passages: Passage[];
  /** SHA-256 of the file's bytes. */
  hash: string;
}

/**
 * Loads `path`: a folder (recursive) of `.md`, `.txt` and `.jsonl` files, or one such file.
 * Limits: 10 MB a `.md` or `.txt` file, 1 GB a `.jsonl` file, 1 MB a line of it.
 * @throws AppError `knowledge_invalid` whose message names the file and line and says what to do.
 */
export async function loadKnowledge(path: string): Promise<Knowledge> {
  const files = await listFiles(path).catch((cause: unknown) => {
    if (cause instanceof AppError) throw cause;
    throw invalid(path, undefined, 'cannot be read, or changed while it was read', { cause });
  });
  const loaded: Loaded[] = [];
  for (const file of files) loaded.push(await loadFile(file));
  return assemble(loaded, await readLexicon(path));
}

async function loadFile(file: KnowledgeFile): Promise<Loaded> {
  const limit = MAX_BYTES[file.type];
  if (file.sizeBytes > limit) {
    throw invalid(file.shown, undefined, `is larger than ${limit / 1024 ** 2} MB; split it`);
  }
  try {
    if (file.type === 'jsonl') {
      const document = describe(file, {}, undefined);
      const corpus = await readCorpus(file.realPath, file.shown, document.id);
      return checked({ file, document, ...corpus });
    }
    const bytes = await readFile(file.realPath);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const text = decodeUtf8(bytes, file.shown);
    const parsed = file.type === 'md' ? parseMarkdown(text, file.shown) : parsePlain(text);
    const document = describe(file, parsed.frontMatter, parsed.title);
    return checked({ file, document, passages: chunk(document.id, parsed.sections), hash });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw invalid(file.shown, undefined, 'cannot be read', { cause: error });
  }
}

function describe(
  file: KnowledgeFile,
  frontMatter: ReturnType<typeof parseMarkdown>['frontMatter'],
  titleInText: string | undefined,
): KnowledgeDocument {
  const name = basename(file.path, extname(file.path));
  const { id, title, kind, url, as_of, sources, author, date } = frontMatter;
  return {
    id: id ?? (cleanLine(name).replace(/[\s#]+/g, '-') || 'document'),
    title: [title, titleInText].find((given) => given && !givesOrders(given)) ?? cleanLine(name),
    kind: kind ?? 'article',
    ...(url === undefined ? {} : { url }),
    ...(as_of === undefined ? {} : { asOf: as_of }),
    ...(author === undefined ? {} : { author: [author].flat().join(', ') }),
    ...(date === undefined ? {} : { date: /^\d{4}-\d\d-\d\dT/.test(date) ? date.slice(0, MAX_DAY) : date }),
    sources: (sources ?? []).map(({ title, url, date }) => ({
      title,
      ...(url === undefined ? {} : { url }),
      ...(date === undefined ? {} : { date }),
    })),
    path: file.path,
  };
}

function checked(loaded: Loaded): Loaded {
  if (loaded.passages.length > 0) return loaded;
  throw invalid(loaded.file.shown, undefined, 'holds no text; write some or remove the file');
}

/** Puts the files together. Ids must be unique across all of them, because answers cite by id. */
function assemble(files: Loaded[], lexicon: Awaited<ReturnType<typeof readLexicon>>): Knowledge {
  const documents = new Map<string, KnowledgeDocument>();
  const passages: Passage[] = [];
  const fileOf = new Map<string, string>();
  const fileOfPassage = new Map<string, string>();
  const hash = createHash('sha256');
  for (const { file, document, passages: own, hash: fileHash } of files) {
    const other = fileOf.get(document.id);
    if (other)
      throw invalid(
        file.shown,
        undefined,
        `id "${document.id}" is also that of ${other}; change one of them`,
      );
    fileOf.set(document.id, file.shown);
    documents.set(document.id, document);
    for (const passage of own) {
      const holder = fileOfPassage.get(passage.id);
      if (holder)
        throw invalid(
          file.shown,
          undefined,
          `passage id "${passage.id}" is also used in ${holder}; change one`,
        );
      fileOfPassage.set(passage.id, file.shown);
      passages.push(passage);
    }
    hash.update(`${JSON.stringify(file.path)} ${fileHash}\n`);
  }
  if (lexicon) hash.update(lexicon.text);
  const words = lexicon?.data ?? sideBySide([...documents.values()].map(({ title }) => title));
  return {
    version: hash.digest('hex').slice(0, 16),
    documents,
    passages,
    ...(words ? { lexicon: words } : {}),
  };
}
