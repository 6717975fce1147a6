/** Reads a collection in the form of BEIR, and measures retrieval on it: SciFact, and the conversations of MTRAG. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { searchOnce } from '../../../src/cli/search.ts';
import { loadKnowledge } from '../../../src/knowledge/load.ts';
import { createRetriever, type Retriever } from '../../../src/retrieval/retrieve.ts';
import { mean, ndcg, percentile, recall } from '../metrics.ts';
import { type PublicFigure, part, score, size } from './figures.ts';
import { readLines } from './lines.ts';

const querySchema = z.object({
  _id: z.string(),
  text: z.string().optional(),
  turns: z.array(z.string()).optional(),
  rewrite: z.string().optional(),
});
type Query = z.infer<typeof querySchema>;

interface Collection {
  retriever: Retriever;
  indexSeconds: number;
  /** Those with judgements only. */
  queries: { query: Query; relevant: ReadonlySet<string> }[];
}

/** Through the product's own loader. @param dir with `corpus.jsonl.gz`, `queries.jsonl` and `qrels.tsv`. */
export async function readCollection(dir: string): Promise<Collection> {
  const folder = await mkdtemp(join(tmpdir(), 'crossroads-eval-'));
  try {
    // Through the product's own loader, so that passages are what an owner's corpus would give.
    const file = join(folder, 'corpus.jsonl');
    await writeFile(file, gunzipSync(await readFile(join(dir, 'corpus.jsonl.gz'))));
    const knowledge = await loadKnowledge(file);
    const started = performance.now();
    const retriever = createRetriever(knowledge);
    const indexSeconds = (performance.now() - started) / 1000;
    const relevant = await readJudgements(join(dir, 'qrels.tsv'));
    const queries = (await readLines(join(dir, 'queries.jsonl'), querySchema)).flatMap((query) => {
      const ids = relevant.get(query._id);
      return ids ? [{ query, relevant: ids }] : [];
    });
    return { retriever, indexSeconds, queries };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readJudgements(file: string): Promise<Map<string, Set<string>>> {
  const relevant = new Map<string, Set<string>>();
  for (const line of (await readFile(file, 'utf8')).trim().split('\n').slice(1)) {
    const [query = '', id = '', score = ''] = line.split('\t');
    if (Number(score) > 0) relevant.set(query, (relevant.get(query) ?? new Set()).add(id));
  }
  return relevant;
}

/** Searches every query as the command line would; `ask` says what of it is asked. */
async function measure(
  { retriever, queries }: Collection,
  k: number,
  ask: (query: Query) => { query: string; history: { question: string }[] },
) {
  const times: number[] = [];
  const found: { ids: string[]; relevant: (typeof queries)[number]['relevant'] }[] = [];
  for (const { query, relevant } of queries) {
    const asked = ask(query);
    const started = performance.now();
    const { hits } = await searchOnce({ retriever: () => retriever }, { ...asked, top: k });
    times.push(performance.now() - started);
    found.push({ ids: hits.map(({ passage }) => passage.id), relevant });
  }
  return {
    ndcg: mean(found.map(({ ids, relevant }) => ndcg(ids, relevant, k))),
    recall: mean(found.map(({ ids, relevant }) => recall(ids, relevant, k))),
    msP50: percentile(times, 0.5),
    msP99: percentile(times, 0.99),
  };
}

/** nDCG@10 on SciFact, with times. */
export async function measureSciFact(dir: string): Promise<PublicFigure[]> {
  const collection = await readCollection(dir);
  const all = await measure(collection, 10, ({ text = '' }) => ({ query: text, history: [] }));
  return [
    score('SciFact nDCG@10', all.ndcg, 0.685),
    score('SciFact recall@10', all.recall),
    ...times('SciFact', collection, all),
  ];
}

/** nDCG@5 and recall@5 on the conversations: last turn alone, a person's rewrite, and the conversation as we use it. */
export async function measureMtrag(dir: string): Promise<PublicFigure[]> {
  const collection = await readCollection(dir);
  const last = await measure(collection, 5, ({ turns = [] }) => ({ query: turns.at(-1) ?? '', history: [] }));
  const rewrite = await measure(collection, 5, ({ rewrite = '' }) => ({ query: rewrite, history: [] }));
  const ours = await measure(collection, 5, ({ turns = [] }) => ({
    query: turns.at(-1) ?? '',
    history: turns.slice(0, -1).map((question) => ({ question })),
  }));
  // Share of the gap between the last turn and the rewrite; where the rewrite gains nothing, there is none to close.
  const closed = (measured: 'ndcg' | 'recall') => {
    const gap = rewrite[measured] - last[measured];
    return gap > 0 ? (ours[measured] - last[measured]) / gap : Number.NaN;
  };
  return [
    score('MTRAG nDCG@5, last turn alone', last.ndcg),
    score('MTRAG recall@5, last turn alone', last.recall),
    score("MTRAG nDCG@5, a person's rewrite", rewrite.ndcg),
    score("MTRAG recall@5, a person's rewrite", rewrite.recall),
    score('MTRAG nDCG@5, with the conversation', ours.ndcg, 0.27),
    score('MTRAG recall@5, with the conversation', ours.recall, 0.3),
    // A quotient of small differences, too restless for the baseline.
    { ...part('MTRAG gap closed, nDCG@5', closed('ndcg'), 1), isRate: false },
    { ...part('MTRAG gap closed, recall@5', closed('recall'), 1), isRate: false },
    ...times('MTRAG', collection, ours),
  ];
}

function times(
  name: string,
  { retriever, indexSeconds }: Collection,
  { msP50, msP99 }: { msP50: number; msP99: number },
): PublicFigure[] {
  return [
    size(`${name} index of ${retriever.knowledge.passages.length} passages`, indexSeconds, 's'),
    size(`${name} search p50`, msP50, 'ms', 1),
    size(`${name} search p99`, msP99, 'ms', 10),
  ];
}
