/** "Shorter" after a tool's answer: its first sentences, or the first rows of what it set side by side. */
import type { Knowledge, PastTurn } from '../domain.ts';
import { sentences } from '../text/sentences.ts';
import type { CareerReply, CitedStatement } from './reply.ts';

/** Sentences, and rows behind a line that announces them. */
const MAX = { sentences: 2, rows: 3 };
/** What opens such an answer by repeating the visitor's own words. */
const RETOLD = /^You said\b/;

/** @returns undefined where the turn was no answer of a tool. */
export function briefly(knowledge: Knowledge, last: PastTurn | undefined): CareerReply | undefined {
  if (last?.outcome !== 'answered') return undefined;
  const paragraphs = last.answer.split(/\n\n+/).filter((text) => text.trim() !== '' && !RETOLD.test(text));
  const at = paragraphs.findIndex((text) => !text.startsWith('- '));
  const opening = paragraphs[at];
  if (opening === undefined) return undefined;
  const announces = opening.trimEnd().endsWith(':');
  const rows = announces ? (paragraphs[at + 1] ?? '').split('\n').slice(0, MAX.rows) : [];
  const cited = (text: string, form: CitedStatement['form']): CitedStatement => {
    const marker = Number(/\[(\d+)\]\s*$/.exec(text)?.[1]);
    const citation = last.citations.find((one) => one.marker === marker);
    const passage = citation && knowledge.passages.find(({ id }) => id === citation.passageId);
    const plain = text
      .replace(/\s?\[\d+\]/g, '')
      .replace(/^- /, '')
      .trim();
    return { text: plain, form, ...(passage ? { source: { passage, quote: citation.quote } } : {}) };
  };
  const said = sentences(opening).slice(0, MAX.sentences);
  return {
    statements: [
      ...said.map(({ text }, i) => cited(text, i === 0 ? 'lead' : 'sentence')),
      ...rows.map((row) => cited(row, 'item')),
    ],
    outcome: 'answered',
    followUps: [],
    standaloneQuery: last.standaloneQuery,
  };
}
