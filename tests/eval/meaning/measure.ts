/**
 * What adding meaning to words gains with a good embedding and costs with a bad one, on public collections.
 *
 *   npm run eval:meaning -- PATH        a folder with scifact/, mtrag-cloud/ and squad/
 *
 * The embeddings are stand-ins, see stand-ins.ts. Points of nDCG@10 (SciFact), nDCG@5 (MTRAG, last turn alone), and of
 * the right paragraph first (SQuAD, each article a folder of its own).
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadKnowledge } from '../../../src/knowledge/load.ts';
import { createRetriever, type Retriever } from '../../../src/retrieval/retrieve.ts';
import { createVectors, type Meaning } from '../../../src/retrieval/vectors.ts';
import { mean, ndcg } from '../metrics.ts';
import { readCollection } from '../public/beir.ts';
import { readLines } from '../public/lines.ts';
import { paragraphsOf, questionSchema } from '../public/squad.ts';
import { table } from '../table.ts';
import { type Asked, STAND_INS } from './stand-ins.ts';

interface Collection {
  name: string;
  /** Passages that count. */
  k: number;
  folders: { retriever: Retriever; asked: Asked[] }[];
}

async function readBeir(dir: string, name: string, k: number): Promise<Collection> {
  const { retriever, queries } = await readCollection(dir);
  const asked = queries.map(({ query, relevant }) => ({
    text: query.text ?? query.turns?.at(-1) ?? '',
    relevant,
  }));
  return { name, k, folders: [{ retriever, asked }] };
}

async function readSquad(dir: string): Promise<Collection> {
  const questions = await readLines(join(dir, 'questions.jsonl'), questionSchema);
  const folders = [];
  for (const article of new Set(questions.map((question) => question.article))) {
    const file = join(dir, 'kb', `${article}.md`);
    const retriever = createRetriever(await loadKnowledge(file));
    const paragraphsIn = paragraphsOf(await readFile(file, 'utf8'));
    const asked = questions
      .filter((one) => one.article === article && !one.is_impossible)
      .map(({ question, paragraph }) => ({
        text: question,
        relevant: new Set(
          retriever.knowledge.passages.flatMap(({ id, range }) =>
            paragraphsIn(range).includes(paragraph) ? [id] : [],
          ),
        ),
      }));
    folders.push({ retriever, asked });
  }
  return { name: 'SQuAD', k: 1, folders };
}

/** One number for a list of passages: nDCG, or whether the first is right. */
function worth({ k }: Collection, ids: readonly string[], { relevant }: Asked): number {
  return k === 1 ? Number(relevant.has(ids[0] ?? '')) : ndcg(ids, relevant, k);
}

function search({ k }: Collection, retriever: Retriever, asked: Asked, meaning?: Meaning): string[] {
  const { hits } = retriever.search({
    question: asked.text,
    top: Math.max(8, k),
    ...(meaning ? { meaning } : {}),
  });
  return hits.map(({ passage }) => passage.id);
}

async function measure(collection: Collection, name: string): Promise<{ alone: number; together: number }> {
  const alone: number[] = [];
  const together: number[] = [];
  for (const { retriever, asked } of collection.folders) {
    const standIn = STAND_INS[name]?.(retriever);
    const vectors = createVectors(retriever.knowledge.passages.length);
    for (const [place, vector] of standIn?.passages.entries() ?? []) if (vector) vectors.put(place, vector);
    for (const one of asked) {
      const vector = standIn?.question(one);
      const meaning = vector && (await vectors.compare(vector));
      together.push(worth(collection, search(collection, retriever, one, meaning), one));
      const order = [...(meaning?.cosines.entries() ?? [])]
        .sort((a, b) => b[1] - a[1])
        .slice(0, collection.k);
      const ids = order.map(([place]) => retriever.knowledge.passages[place]?.id ?? '');
      alone.push(worth(collection, ids, one));
    }
  }
  return { alone: mean(alone), together: mean(together) };
}

const [path = ''] = process.argv.slice(2);
const readers: [folder: string, read: (dir: string) => Promise<Collection>][] = [
  ['scifact', (dir) => readBeir(dir, 'SciFact', 10)],
  ['mtrag-cloud', (dir) => readBeir(dir, 'MTRAG', 5)],
  ['squad', readSquad],
];
const there = readers.filter(([folder]) => path !== '' && existsSync(join(path, folder)));
if (there.length === 0) {
  console.error('npm run eval:meaning -- PATH, a folder with scifact/, mtrag-cloud/ or squad/');
  process.exitCode = 2;
}
for (const [folder, read] of there) {
  const collection = await read(join(path, folder));
  const words = mean(
    collection.folders.flatMap(({ retriever, asked }) =>
      asked.map((one) => worth(collection, search(collection, retriever, one), one)),
    ),
  );
  const rows: string[][] = [];
  for (const name of Object.keys(STAND_INS)) {
    const { alone, together } = await measure(collection, name);
    const gain = 100 * (together - words);
    rows.push([name, alone.toFixed(3), together.toFixed(3), `${gain < 0 ? '' : '+'}${gain.toFixed(1)}`]);
  }
  console.log(`${collection.name}, by words ${words.toFixed(3)}`);
  console.log(table(['embedding', 'alone', 'with words', 'points'], rows));
}
