import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { createVectors, type Meaning, type Vectors } from '../../src/retrieval/vectors.ts';
import { knowledgeOf } from './knowledge.ts';

const unit = (...values: number[]) => {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
};

/** @returns the vectors of passages in order; undefined for one that has none yet. */
function vectorsOf(values: readonly (Float32Array | undefined)[]): Vectors {
  const vectors = createVectors(values.length);
  for (const [passage, vector] of values.entries()) if (vector) vectors.put(passage, vector);
  return vectors;
}

async function meaningOf(vectors: Vectors, question: Float32Array): Promise<Meaning> {
  const meaning = await vectors.compare(question);
  if (!meaning) throw new Error('there is nothing to compare with');
  return meaning;
}

describe('vectors', () => {
  test('are compared by the cosine, whatever their number of dimensions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }).chain((length) =>
          fc.array(
            fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: length, maxLength: length }),
            {
              minLength: 2,
              maxLength: 6,
            },
          ),
        ),
        async ([first = [], ...others]) => {
          const vectors = vectorsOf(others.map((values) => unit(...values)));
          const { cosines, best } = await meaningOf(vectors, unit(...first));
          const expected = others.map(
            (values) =>
              values.reduce((sum, value, i) => sum + value * (first[i] ?? 0), 0) /
              (Math.hypot(...values) * Math.hypot(...first)),
          );
          for (const [i, cosine] of expected.entries()) expect(cosines[i]).toBeCloseTo(cosine, 5);
          expect(best).toBeCloseTo(Math.max(...expected), 5);
        },
      ),
    );
  });

  test('let other work through while a large collection is compared', async () => {
    const vectors = createVectors(50_000);
    const one = unit(...Array.from({ length: 256 }, (_, i) => i + 1));
    for (let passage = 0; passage < 50_000; passage++) vectors.put(passage, one);
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const { best } = await meaningOf(vectors, one);
    isDone = true;
    expect(best).toBeCloseTo(1, 4);
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  test('of other dimensions are refused, and a question of other dimensions compares with nothing', async () => {
    const vectors = vectorsOf([unit(1, 0)]);
    expect(() => vectors.put(0, unit(1, 0, 0))).toThrow(RangeError);
    expect(await vectors.compare(unit(1, 0, 0))).toBeUndefined();
    expect(await createVectors(3).compare(unit(1, 0))).toBeUndefined();
    vectors.clear();
    expect(vectors.filled()).toBe(0);
    vectors.put(0, unit(1, 0, 0));
    expect(vectors.dimensions()).toBe(3);
  });

  test('call a question close only beyond what was set, and until then never', async () => {
    const vectors = vectorsOf([unit(1, 0)]);
    const close = async () => (await meaningOf(vectors, unit(4, 3))).isClose;
    expect(await close()).toBe(false);
    vectors.setCloseFrom(0.79);
    expect(await close()).toBe(true);
    vectors.setCloseFrom(0.81);
    expect(await close()).toBe(false);
  });
});

describe('a search with meaning', () => {
  const knowledge = knowledgeOf([
    { text: 'Slugs eat lettuce at night.' },
    { text: 'Snails leave trails of slime on leaves.' },
    { text: 'Lettuce needs water.' },
    { text: 'Compost smells of earth.' },
  ]);
  const retriever = createRetriever(knowledge);
  const [slugs, snails, water, compost] = [unit(1, 1, 0), unit(1, 0, 0), unit(0, 1, 1), unit(0, 0, 1)];
  const ids = (meaning?: Meaning, question = 'What eats lettuce?') =>
    retriever.search({ question, ...(meaning ? { meaning } : {}) }).hits.map(({ passage }) => passage.id);

  test('finds passages that share no word with the question as well', async () => {
    const meaning = await meaningOf(vectorsOf([slugs, snails, water, compost]), unit(4, 1, 0));
    expect(ids()).toEqual(['doc#1', 'doc#3']);
    expect(ids(meaning)).toContain('doc#2');
    expect(ids(meaning, 'gastropods')[0]).toBe('doc#2');
  });

  test('tells of each hit its score by words and its cosine', async () => {
    const meaning = await meaningOf(vectorsOf([slugs, snails, water, compost]), unit(1, 0, 0));
    const byWords = retriever.search({ question: 'What eats lettuce?' }).hits[0];
    const hit = retriever
      .search({ question: 'What eats lettuce?', meaning })
      .hits.find(({ passage }) => passage.id === byWords?.passage.id);
    expect(hit?.meaning?.lexical).toBeCloseTo(byWords?.score ?? 0, 9);
    expect(hit?.meaning?.cosine).toBeCloseTo(Math.SQRT1_2, 5);
    expect(hit?.score).toBeGreaterThan(byWords?.score ?? 0);
    expect(byWords).not.toHaveProperty('meaning');
  });

  test('says the same of the evidence as one without: only words prove anything', async () => {
    const meaning = await meaningOf(vectorsOf([slugs, snails, water, compost]), unit(0, 0, 1));
    for (const question of ['What eats lettuce?', 'Who smells?', 'gastropods', '']) {
      expect(retriever.search({ question, meaning }).evidence).toEqual(
        retriever.search({ question }).evidence,
      );
    }
  });

  test('leaves a passage without a vector at its score by words', async () => {
    const meaning = await meaningOf(vectorsOf([undefined, snails, water, compost]), unit(1, 0, 0));
    const { hits } = retriever.search({ question: 'What eats lettuce?', meaning });
    const hit = hits.find(({ passage }) => passage.id === 'doc#1');
    expect(hit?.meaning).toEqual({ lexical: hit?.score });
  });

  test('whose vectors are all the same is a search by words', async () => {
    const meaning = await meaningOf(vectorsOf([slugs, slugs, slugs, slugs]), unit(1, 0, 0));
    expect(ids(meaning).slice(0, 2)).toEqual(ids());
  });

  test('never ranks a passage by more than words and one share say', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        async (values) => {
          const cosines = Float32Array.from(values);
          const mean = values.reduce((sum, value) => sum + value, 0) / 4;
          const meaning = { cosines, best: Math.max(...cosines), mean, isClose: true };
          const { hits } = retriever.search({ question: 'What eats lettuce?', meaning });
          for (const { score, meaning: told } of hits) {
            expect(score).toBeGreaterThanOrEqual((told?.lexical ?? 0) - 1e-9);
            expect(score).toBeLessThanOrEqual((told?.lexical ?? 0) + 2 + 1e-6);
          }
        },
      ),
    );
  });
});
