/** `crossroads search`: the passages a question finds, without an answer. */
import { z } from 'zod';
import { borderOf, findGap } from '../answer/covered.ts';
import type { Answering } from '../answering.ts';
import { toStandaloneQuery } from '../chat/query.ts';
import { cleanQuestion } from '../chat/question.ts';
import { toSearch } from '../chat/to-search.ts';
import type { PastTurn } from '../domain.ts';
import type { Found } from '../retrieval/retrieve.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { runBatch } from './batch.ts';
import { MAX_TOP } from './defaults.ts';
import type { Streams } from './streams.ts';

/** A line of `search --jsonl`. */
const searchLineSchema = z.object(
  {
    id: z.union([z.string(), z.number()], 'expected a string or a number'),
    query: z.string('expected a string'),
    history: z
      .array(
        z.object(
          { question: z.string('expected a string'), answer: z.string('expected a string').optional() },
          'expected {"question", "answer"?}',
        ),
        'expected a list of {"question", "answer"?}',
      )
      .default([]),
    top: z
      .int(`expected a whole number from 1 to ${MAX_TOP}`)
      .min(1, `expected a whole number from 1 to ${MAX_TOP}`)
      .max(MAX_TOP, `expected a whole number from 1 to ${MAX_TOP}`)
      .optional(),
  },
  'expected an object {"id", "query", "history"?, "top"?}',
);
type SearchLine = z.infer<typeof searchLineSchema>;

/** Searches as a turn of a conversation would, by meaning as well where there is an embedding model. */
export async function searchOnce(
  { retriever }: Pick<Answering, 'retriever'>,
  { query, history, top }: { query: string; history: SearchLine['history']; top: number },
): Promise<Found & { standaloneQuery: string }> {
  const past = history.map(
    ({ question, answer = '' }, i): PastTurn => ({
      turnId: `turn-${String(i + 1).padStart(6, '0')}`,
      question,
      answer,
      answerer: 'rules',
      outcome: 'answered',
      citations: [],
      standaloneQuery: question,
    }),
  );
  const question = cleanQuestion(query);
  const standalone = toStandaloneQuery(question, past, retriever().lexicon);
  const meaning = await retriever().meaningOf?.(standalone.text, { signal: new AbortController().signal });
  const search = { ...toSearch(standalone, retriever().lexicon), top, ...(meaning ? { meaning } : {}) };
  return { standaloneQuery: standalone.text, ...retriever().search(search) };
}

/** The result as other programs read it. */
export function toJson({ standaloneQuery, hits }: Found & { standaloneQuery: string }) {
  return {
    standaloneQuery,
    passages: hits.map(({ passage, score, coverage }) => ({
      id: passage.id,
      score: round(score),
      coverage: round(coverage),
      documentId: passage.documentId,
      heading: passage.headings.join(' › '),
    })),
  };
}

const round = (value: number) => Math.round(value * 1e4) / 1e4;

/** Searches JSON lines; see README. @returns how many lines were bad. */
export function searchBatch(
  answering: Pick<Answering, 'retriever'>,
  { input, print, complain }: Streams,
  defaultTop: number,
): Promise<number> {
  return runBatch({
    input,
    schema: searchLineSchema,
    print,
    complain,
    answer: async ({ id, query, history, top = defaultTop }) => ({
      id,
      ...toJson(await searchOnce(answering, { query, history, top })),
    }),
  });
}

/** Prints the passages for a person. */
export function printFound(
  found: Found & { standaloneQuery: string },
  lexicon: Lexicon,
  print: (line: string) => void,
): void {
  const { hits, evidence, corrections, standaloneQuery } = found;
  for (const { typed, read } of corrections) print(`Read "${typed}" as "${read.join(' ')}".`);
  const gap = findGap(standaloneQuery, found, lexicon);
  const border = borderOf(standaloneQuery, found, lexicon);
  print(
    `${gap ? `Not covered (${gap.reason})` : 'Covered'}: evidence ${evidence.logOdds.toFixed(2)}, needed ${border.toFixed(2)}.`,
  );
  for (const [i, { passage, document, score, meaning, coverage, matchedTerms }] of hits.entries()) {
    print('');
    print(`${i + 1}. ${[document.title, ...passage.headings].join(' › ')}  [${passage.id}]`);
    const near = meaning?.cosine === undefined ? '' : `cosine ${meaning.cosine.toFixed(2)}, `;
    print(
      `   score ${score.toFixed(3)}, ${near}covers ${Math.round(coverage * 100)} % (${matchedTerms.join(', ')})`,
    );
    print(`   ${passage.text.replace(/\s+/g, ' ').slice(0, 160)}`);
  }
}
