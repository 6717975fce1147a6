/**
 * Latent semantic analysis (Deerwester et al. 1990): vectors from which words occur together in a collection, without weights
 * from anywhere. By randomised subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4), the same each time.
 */
import { terms } from '../../../src/text/tokenize.ts';
import { createNoise } from './noise.ts';

/** Terms of a text with their weights, as places in the vocabulary. */
type Sparse = [place: number, weight: number][];

/** @returns what gives any text its vector in the space of these. */
export function learnLatent(texts: readonly string[], dimensions: number): (text: string) => Float32Array {
  const vocabulary = new Map<string, number>();
  const spread: number[] = [];
  const counted = texts.map((text) => {
    const counts = countTerms(text);
    for (const term of counts.keys()) {
      const place = vocabulary.get(term) ?? vocabulary.size;
      vocabulary.set(term, place);
      spread[place] = (spread[place] ?? 0) + 1;
    }
    return counts;
  });
  const toSparse = (counts: ReadonlyMap<string, number>): Sparse => {
    const row = [...counts].flatMap(([term, count]): Sparse => {
      const place = vocabulary.get(term);
      if (place === undefined) return [];
      return [[place, (1 + Math.log(count)) * Math.log((texts.length + 1) / ((spread[place] ?? 0) + 0.5))]];
    });
    const length = Math.hypot(...row.map(([, weight]) => weight)) || 1;
    return row.map(([place, weight]) => [place, weight / length]);
  };
  const rows = counted.map(toSparse);
  const noise = createNoise(7);
  // One array a dimension: term → weight. Twice to the texts and back, made orthogonal each time.
  let basis = Array.from({ length: dimensions }, () => Float64Array.from({ length: vocabulary.size }, noise));
  for (let round = 0; round < 3; round++) {
    const ofTexts = basis.map((terms) =>
      Float64Array.from(rows, (row) =>
        row.reduce((sum, [place, weight]) => sum + weight * (terms[place] ?? 0), 0),
      ),
    );
    orthogonalise(ofTexts);
    basis = ofTexts.map((values) => {
      const terms = new Float64Array(vocabulary.size);
      for (const [text, row] of rows.entries())
        for (const [place, weight] of row) terms[place] = (terms[place] ?? 0) + weight * (values[text] ?? 0);
      return terms;
    });
    orthogonalise(basis);
  }
  return (text) => {
    const row = toSparse(countTerms(text));
    return Float32Array.from(basis, (terms) =>
      row.reduce((sum, [place, weight]) => sum + weight * (terms[place] ?? 0), 0),
    );
  };
}

function countTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { term } of terms(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** Gram and Schmidt, in place. */
function orthogonalise(columns: readonly Float64Array[]): void {
  for (const [i, column] of columns.entries()) {
    for (const before of columns.slice(0, i)) {
      let share = 0;
      for (let row = 0; row < column.length; row++) share += (column[row] ?? 0) * (before[row] ?? 0);
      for (let row = 0; row < column.length; row++)
        column[row] = (column[row] ?? 0) - share * (before[row] ?? 0);
    }
    let squares = 0;
    for (const value of column) squares += value * value;
    const length = Math.sqrt(squares) || 1;
    for (let row = 0; row < column.length; row++) column[row] = (column[row] ?? 0) / length;
  }
}
