/** What every driver of the vector store must do. Each driver's test calls this with its own way to make an empty one. */
import { describe, expect, test } from 'vitest';
import type { VectorStore } from '../../src/store/vectors.ts';

/** @returns a vector that is known by its first number. */
export function vector(first: number, dimensions = 3): Float32Array {
  return Float32Array.from({ length: dimensions }, (_, i) => (i === 0 ? first : i / 7));
}

export function describeVectors(driver: string, create: () => VectorStore | Promise<VectorStore>): void {
  describe(`${driver}`, () => {
    test('gives back what was put, bit by bit, and nothing else', async () => {
      const store = await create();
      const odd = Float32Array.of(1e-38, -0, 0.1, 3.4e38);
      await store.put('space', new Map([['a', vector(0.25)]]));
      await store.put('space', new Map([['b', odd]]));
      expect(await store.get('space', ['a', 'b', 'missing'])).toEqual(
        new Map([
          ['a', vector(0.25)],
          ['b', odd],
        ]),
      );
      expect(await store.get('space', [])).toEqual(new Map());
    });

    test('keeps what was put, whatever becomes of the array afterwards', async () => {
      const store = await create();
      const mine = vector(0.25);
      await store.put('space', new Map([['a', mine]]));
      mine.fill(9);
      expect((await store.get('space', ['a'])).get('a')).toEqual(vector(0.25));
    });

    test('replaces', async () => {
      const store = await create();
      await store.put('space', new Map([['a', vector(0.25)]]));
      await store.put('space', new Map([['a', vector(0.5, 5)]]));
      expect((await store.get('space', ['a'])).get('a')).toEqual(vector(0.5, 5));
    });

    test('keeps the spaces apart, and drops one of them whole', async () => {
      const store = await create();
      const many = new Map(Array.from({ length: 150 }, (_, i) => [`key-${i}`, vector(i)] as const));
      await store.put('one', many);
      await store.put('other', new Map([['key-1', vector(0.75)]]));
      expect((await store.get('one', [...many.keys()])).size).toBe(150);
      await store.drop('one');
      await store.drop('unknown');
      expect(await store.get('one', [...many.keys()])).toEqual(new Map());
      expect((await store.get('other', ['key-1'])).get('key-1')).toEqual(vector(0.75));
    });

    test('prunes nothing that is in use', async () => {
      const store = await create();
      await store.put('space', new Map([['a', vector(0.25)]]));
      expect(await store.prune()).toBe(0);
      expect((await store.get('space', ['a'])).size).toBe(1);
    });
  });
}
