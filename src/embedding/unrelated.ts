/** What a model's cosines mean: how near it puts a knowledge to questions that have nothing to do with it. */
import type { Vectors } from '../retrieval/vectors.ts';

/**
 * Everyday questions from fields far apart, embedded at each start. For one model unrelated texts have a cosine of 0.1, for
 * another of 0.75: only beside these does a cosine say anything. A few may be close to the owner's topic; see below.
 */
export const UNRELATED: readonly string[] = [
  'What time does the last train leave tonight?',
  'How do I remove a coffee stain from a carpet?',
  'Who won the football match yesterday?',
  'What is the capital of Mongolia?',
  'How many calories are in a banana?',
  'Why is my cat not eating?',
  'When was the first opera performed?',
  'How deep is the ocean?',
  'What is a good recipe for pancakes?',
  'How do I reset the clock in my car?',
  'Which bones are in the human hand?',
  'What are the rules of chess?',
  'How far away is the moon?',
  'Where can I renew my passport?',
  'What causes a sore throat?',
  'How do volcanoes form?',
  'Who painted the ceiling of the chapel?',
  'What is the exchange rate of the yen?',
  'How do I knit a scarf?',
  'Will it rain at the weekend?',
  'What is the plot of that film?',
  'How long should I boil an egg?',
  'Which plants grow in the desert?',
  'How do I tune a guitar?',
];

/** Deviations above the median of the unrelated from which a question is about the knowledge. */
const DEVIATIONS = 4;
/** A median absolute deviation as a standard deviation, for values that are spread normally (Rousseeuw and Croux 1993). */
const AS_DEVIATION = 1.4826;

/**
 * The cosine from which a question is close to the knowledge: well beyond what unrelated ones reach. By median and median
 * deviation, so that it does not matter when up to a third of them do touch the owner's topic.
 * @returns 1, which nothing exceeds, as long as there is nothing to compare with.
 */
export async function closeFrom(vectors: Vectors, unrelated: readonly Float32Array[]): Promise<number> {
  const best: number[] = [];
  for (const vector of unrelated) {
    const meaning = await vectors.compare(vector);
    if (!meaning) return 1;
    best.push(meaning.best);
  }
  const middle = median(best);
  const deviation = AS_DEVIATION * median(best.map((value) => Math.abs(value - middle)));
  return Math.min(1, middle + DEVIATIONS * deviation);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}
