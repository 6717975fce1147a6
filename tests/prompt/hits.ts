/** Hits, as retrieval would return them, made from texts. */
import type { Hit } from '../../src/domain.ts';

/** One hit a text, best first, each of its own document `doc-1`, `doc-2`, ... */
export function hitsOf(...texts: string[]): Hit[] {
  return texts.map((text, i) => {
    const id = `doc-${i + 1}`;
    return {
      passage: {
        id: `${id}#part.1`,
        documentId: id,
        headings: ['Part', 'Section'],
        text,
        range: { start: 0, end: text.length },
        questions: [],
      },
      document: { id, title: `Title ${i + 1}`, kind: 'article', sources: [], path: `${id}.md` },
      score: texts.length - i,
      coverage: 1,
      matchedTerms: [],
    };
  });
}
