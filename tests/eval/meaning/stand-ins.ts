/** Embeddings that need no model: a bad one, weak ones, and ones that know the answer but for some noise. */
import { textOf } from '../../../src/embedding/texts.ts';
import type { Retriever } from '../../../src/retrieval/retrieve.ts';
import { learnLatent } from './latent.ts';
import { createNoise } from './noise.ts';

export interface Asked {
  text: string;
  /** Ids of the passages that answer it. */
  relevant: ReadonlySet<string>;
}

/** Vectors of the passages, in their order, and of a question. Undefined: a text that points nowhere. */
export interface StandIn {
  passages: (Float32Array | undefined)[];
  question(asked: Asked): Float32Array | undefined;
}

const DIMENSIONS = 192;

/** Name → how it is made for a collection. */
export const STAND_INS: Record<string, (retriever: Retriever) => StandIn> = {
  'random numbers': ({ knowledge }) => {
    const draw = drawing(3);
    return { passages: knowledge.passages.map(draw), question: draw };
  },
  'hashed runs of four letters': (retriever) => ({
    passages: textsOf(retriever).map((text) => unit(byLetters(text))),
    question: ({ text }) => unit(byLetters(text)),
  }),
  'latent semantic analysis': (retriever) => {
    const latent = latentOf(retriever);
    return { passages: latent.passages, question: ({ text }) => unit(latent.embed(text)) };
  },
  'knows the answer, much noise': (retriever) => knowing(retriever, 0.8),
  'knows the answer, some noise': (retriever) => knowing(retriever, 0.5),
  'knows the answer, little noise': (retriever) => knowing(retriever, 0.3),
};

function textsOf({ knowledge }: Retriever): string[] {
  return knowledge.passages.map((passage) => textOf(knowledge, passage));
}

const known = new WeakMap<Retriever, ReturnType<typeof makeLatent>>();

function latentOf(retriever: Retriever) {
  const latent = known.get(retriever) ?? makeLatent(retriever);
  known.set(retriever, latent);
  return latent;
}

function makeLatent(retriever: Retriever) {
  const texts = textsOf(retriever);
  const embed = learnLatent(texts, Math.max(2, Math.min(DIMENSIONS, Math.floor(texts.length / 3))));
  return { embed, passages: texts.map((text) => unit(embed(text))) };
}

/**
 * A question stands where the passages that answer it stand, moved at random: each number of the vector by `noise` times a
 * normal one. Passages of like words stand near each other, and each has a direction of its own.
 */
function knowing(retriever: Retriever, noise: number): StandIn {
  const random = createNoise(11);
  const own = () => Float32Array.from({ length: 128 }, () => random() / Math.sqrt(128));
  const latent = latentOf(retriever).passages;
  const width = latent.find((vector) => vector)?.length ?? 0;
  const passages = latent.map((vector) => unit([...(vector ?? new Float32Array(width)), ...own()]));
  const places = new Map(retriever.knowledge.passages.map(({ id }, place) => [id, place]));
  return {
    passages,
    question({ relevant }) {
      const sum = new Float32Array(width + 128);
      for (const id of relevant) {
        const vector = passages[places.get(id) ?? -1];
        for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (vector?.[i] ?? 0);
      }
      return unit((unit(sum) ?? sum).map((value) => value + noise * random()));
    },
  };
}

/** @returns what draws a random direction at each call. */
function drawing(seed: number): () => Float32Array | undefined {
  const random = createNoise(seed);
  return () => unit(Float32Array.from({ length: 384 }, random));
}

function byLetters(text: string): Float32Array {
  const vector = new Float32Array(1024);
  const plain = ` ${text.toLowerCase().replace(/[^a-z0-9]+/g, ' ')} `;
  for (let start = 0; start + 4 <= plain.length; start++) {
    let hash = 2166136261;
    for (let i = start; i < start + 4; i++) hash = Math.imul(hash ^ plain.charCodeAt(i), 16777619);
    const place = (hash >>> 1) % vector.length;
    vector[place] = (vector[place] ?? 0) + (hash & 1 ? 1 : -1);
  }
  return vector;
}

/** The same direction with length 1; undefined for what has none. */
function unit(values: ArrayLike<number>): Float32Array | undefined {
  const vector = Float32Array.from(values);
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? vector.map((value) => value / length) : undefined;
}
