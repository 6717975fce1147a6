/** What a career tool replies: statements with the passages they stand on, and the figure beside them. */
import type { Knowledge, Passage } from '../domain.ts';
import type { Figure } from '../figures.ts';
import { sentences } from '../text/sentences.ts';
import { termsOfKnowledge } from '../text/tokenize.ts';
import { resolveReason } from './reasons.ts';
import type { Said, Statement } from './said.ts';
import type { Reason } from './schema.ts';

export interface CitedStatement {
  text: string;
  form: Statement['form'];
  /** What it stands on, and the words there that say so; absent for the visitor's own words and for arithmetic. */
  source?: { passage: Passage; quote: string };
}

export interface CareerReply {
  statements: CitedStatement[];
  figure?: Figure;
  /** A question back, or something noted, is small talk; a result is an answer. */
  outcome: 'answered' | 'smalltalk';
  /** Quick replies while a question is open, else sensible next steps. */
  followUps: string[];
  /** Names of what was put in a row, for "the first one". */
  listed?: string[];
  /** The question that a result answers, for follow-ups such as "why?"; absent where there is none. */
  standaloneQuery?: string;
}

/** Resolves the reasons of `said`, and gives its figure the markers: a passage has one, counted in order of its use. */
export function toReply(
  knowledge: Knowledge,
  said: Pick<Said, 'statements'> & Partial<Said>,
  rest: Omit<CareerReply, 'statements' | 'figure'>,
): CareerReply {
  const markers = new Map<Passage, number>();
  const statements = said.statements.map(({ text, form, reason }): CitedStatement => {
    const passage = reason && resolveReason(knowledge, reason);
    if (!passage) return { text, form };
    if (!markers.has(passage)) markers.set(passage, markers.size + 1);
    return { text, form, source: { passage, quote: quoteFor(reason, passage) } };
  });
  const markerOf = (reason: Reason) => {
    const passage = resolveReason(knowledge, reason);
    return passage && markers.get(passage);
  };
  return { ...rest, statements, ...(said.figure ? { figure: said.figure(markerOf) } : {}) };
}

/** A reply without reasons and without a figure. */
export function plainReply(text: string, followUps: string[]): CareerReply {
  return { statements: [{ text, form: 'lead' }], outcome: 'smalltalk', followUps };
}

/** The sentence of the passage that shares most words with the reason. */
function quoteFor(reason: Reason, passage: Passage): string {
  const wanted = new Set(termsOfKnowledge(reason.text).map(({ term }) => term));
  let best = { text: passage.text, share: 0 };
  for (const { text } of sentences(passage.text)) {
    const there = new Set(termsOfKnowledge(text).map(({ term }) => term));
    const share = [...wanted].filter((term) => there.has(term)).length;
    if (share > best.share) best = { text, share };
  }
  return best.text;
}
