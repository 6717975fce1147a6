/** "Shorter" and "say that again" after a tool's answer: its first sentences or rows, or all of them. */
import type { Knowledge, PastTurn } from '../domain.ts';
import { sentences } from '../text/sentences.ts';
import type { CareerReply, CitedStatement } from './reply.ts';

/** Sentences, and rows behind a line that announces them. */
const MAX = { sentences: 2, rows: 3 };
/** What opens such an answer by repeating the visitor's own words. */
const RETOLD = /^You said\b/;

/** The first of what the last turn said. @returns undefined where the turn was no answer of a tool. */
export function briefly(knowledge: Knowledge, last: PastTurn | undefined): CareerReply | undefined {
  if (last?.outcome !== 'answered') return undefined;
  const paragraphs = last.answer.split(/\n\n+/).filter((text) => text.trim() !== '' && !RETOLD.test(text));
  const at = paragraphs.findIndex((text) => !text.startsWith('- '));
  const opening = paragraphs[at];
  if (opening === undefined) return undefined;
  const announces = opening.trimEnd().endsWith(':');
  const rows = announces ? (paragraphs[at + 1] ?? '').split('\n').slice(0, MAX.rows) : [];
  const cited = citing(knowledge, last);
  const said = sentences(opening).slice(0, MAX.sentences);
  return reply(last, [
    ...said.map(({ text }, i) => cited(text, i === 0 ? 'lead' : 'sentence')),
    ...rows.map((row) => cited(row, 'item')),
  ]);
}

/** All of what the last turn said. @returns undefined where the turn was no answer of a tool. */
export function again(knowledge: Knowledge, last: PastTurn | undefined): CareerReply | undefined {
  if (last?.outcome !== 'answered') return undefined;
  const cited = citing(knowledge, last);
  const statements = last.answer
    .split(/\n\n+/)
    .flatMap((paragraph) =>
      paragraph.startsWith('- ')
        ? paragraph.split('\n').map((row) => cited(row, 'item'))
        : sentences(paragraph).map(({ text }, i) => cited(text, i === 0 ? 'lead' : 'sentence')),
    );
  return reply(last, statements);
}

function reply({ standaloneQuery }: PastTurn, statements: CitedStatement[]): CareerReply {
  return { statements, outcome: 'answered', followUps: [], standaloneQuery };
}

/** Makes a statement of a text of an earlier turn, with the passage that its marker named. */
function citing(knowledge: Knowledge, last: PastTurn) {
  return (text: string, form: CitedStatement['form']): CitedStatement => {
    const marker = Number(/\[(\d+)\]\s*$/.exec(text)?.[1]);
    const citation = last.citations.find((one) => one.marker === marker);
    const passage = citation && knowledge.passages.find(({ id }) => id === citation.passageId);
    const plain = text
      .replace(/\s?\[\d+\]/g, '')
      .replace(/^- /, '')
      .trim();
    return { text: plain, form, ...(passage ? { source: { passage, quote: citation.quote } } : {}) };
  };
}
