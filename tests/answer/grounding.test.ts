import { describe, expect, test } from 'vitest';
import { checkGrounding } from '../../src/answer/grounding.ts';

const CITED = [{ text: 'Lamp keepers light the forty harbour lamps at dusk and trim their wicks.' }];

describe('grounding', () => {
  test('names each sentence that no cited passage supports, and where it stands in the text', () => {
    const text =
      '**Lamp keepers** light the harbour lamps at dusk [1]. They are paid in gold by the emperor [1].\n\n- They trim the wicks [1].\n- Elephants guard the tower.';
    const { score, unsupported, spans } = checkGrounding(text, CITED);
    expect(score).toBe(0.5);
    expect(unsupported).toEqual([1, 3]);
    expect(spans?.map(([start, end]) => text.slice(start, end))).toEqual([
      'They are paid in gold by the emperor [1].',
      expect.stringContaining('Elephants guard the tower.'),
    ]);
  });

  test('of an answer that says nothing is whole', () => {
    expect(checkGrounding('', CITED)).toEqual({ score: 1, unsupported: [], spans: [] });
  });
});
