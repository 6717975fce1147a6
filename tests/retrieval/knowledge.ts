/** Small knowledge made by hand, so that a test of retrieval shows all that is searched. */
import type { Knowledge, KnowledgeDocument, Passage } from '../../src/domain.ts';

export interface PassageText {
  text: string;
  headings?: string[];
  questions?: string[];
}

/** One document of these passages; their ids are `doc#1`, `doc#2`, in order. */
export function knowledgeOf(passages: (string | PassageText)[], title = ''): Knowledge {
  const document: KnowledgeDocument = { id: 'doc', title, kind: 'article', sources: [], path: 'doc.md' };
  return {
    version: 'made by hand',
    documents: new Map([[document.id, document]]),
    passages: passages.map((passage, i): Passage => {
      const {
        text,
        headings = [],
        questions = [],
      } = typeof passage === 'string' ? { text: passage } : passage;
      const range = { start: 0, end: text.length };
      return { id: `doc#${i + 1}`, documentId: document.id, headings, text, range, questions };
    }),
  };
}
