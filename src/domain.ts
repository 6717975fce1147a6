/** The nouns of Crossroads, shared by every layer above. */
import type { AnswererName, Citation, Outcome } from './protocol.ts';
import type { LexiconData } from './text/lexicon.ts';

/** `article` is what the owner answers for; `notes` are additions, labelled as such in answers. */
export type DocumentKind = 'article' | 'notes';

/** A file in the knowledge folder. */
export interface KnowledgeDocument {
  /** Unique, stable: front matter `id`, else the file's name without its ending. */
  id: string;
  title: string;
  kind: DocumentKind;
  /** Where a reader finds the original. */
  url?: string;
  /** The day (ISO date) on which the facts were last checked. */
  asOf?: string;
  /** Who wrote it, as its front matter says; several are joined by commas. */
  author?: string;
  /** When it was published, in its writer's words, mostly an ISO date. */
  date?: string;
  sources: Source[];
  /** Path relative to the knowledge folder, with `/`. */
  path: string;
}

/** Where a document's facts come from. */
export interface Source {
  title: string;
  url?: string;
  date?: string;
}

/** The unit retrieved and cited: a paragraph, list or table of a document. */
export interface Passage {
  /** Stable while its text and heading stay: `documentId#heading-slug.n`; in a `.jsonl` corpus, its `_id`. */
  id: string;
  documentId: string;
  /** Headings above the passage, outermost first, without the document's title. */
  headings: string[];
  /** Plain text: Markdown marks removed, list items and table rows one a line. */
  text: string;
  /** Characters [start, end) of the passage in its file. */
  range: { start: number; end: number };
  /** Questions its section says it answers: indexed, never shown. */
  questions: string[];
}

/** Whether a passage is the first one below its heading, as its id says. */
export function opensSection({ id }: Pick<Passage, 'id'>): boolean {
  return id.endsWith('.1');
}

/** One loaded version of a knowledge folder. Never changes; a reload makes a new one. */
export interface Knowledge {
  /** Hash of all content. */
  version: string;
  documents: ReadonlyMap<string, KnowledgeDocument>;
  passages: readonly Passage[];
  /** The owner's words for the topic; absent when the folder has no `lexicon.yaml`. */
  lexicon?: LexiconData;
}

/** A `{role, content}` of the model API. */
export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** A finished or cut turn as later turns see it. */
export interface PastTurn {
  turnId: string;
  question: string;
  answer: string;
  answerer: AnswererName;
  outcome: Outcome;
  citations: Citation[];
  /** What the question was understood to ask for, so that "and the other one?" can build on it. */
  standaloneQuery: string;
  /** What the understanding of later turns needs to know of this one; JSON, kept as it is. */
  memory?: Record<string, unknown>;
}

/** A passage found for a query, with the evidence that it answers it. */
export interface Hit {
  passage: Passage;
  document: KnowledgeDocument;
  /** Ranking score; comparable within one search only. */
  score: number;
  /**
   * Present where passages were compared by their meaning as well: the score by words alone, and the cosine of passage
   * and question, absent for a passage that has no vector yet.
   */
  meaning?: { lexical: number; cosine?: number };
  /** Share of the query's weight that the passage's words cover, 0 to 1. */
  coverage: number;
  /** Words of the query, as typed, that the passage holds. */
  matchedTerms: string[];
}

/** What a day's answers have used: tokens, and their price in millionths of a US dollar. Whole numbers. */
export interface Spending {
  inputTokens: number;
  outputTokens: number;
  microDollars: number;
}
