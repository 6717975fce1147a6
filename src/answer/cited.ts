/** Says prepared statements, each with its marker: for what is exact and must not be reworded by a model. */
import type { KnowledgeDocument, Passage } from '../domain.ts';
import type { AnswerEvent } from './answerer.ts';
import { citationOf } from './citations.ts';
import { inDeltas } from './rules/compose.ts';

/** A sentence or list item, and the words it stands on. */
export interface Prepared {
  text: string;
  /** `sentence` runs on in its paragraph, `item` is a line of a list, `lead` opens a paragraph. */
  form: 'lead' | 'sentence' | 'item';
  source?: { passage: Passage; quote: string };
}

/** Citations first, one a passage and numbered in order of use, so that a figure can name them; then the text. */
export function sayPrepared(
  statements: readonly Prepared[],
  documents: ReadonlyMap<string, KnowledgeDocument>,
): { citations: AnswerEvent[]; deltas: AnswerEvent[] } {
  const markers = new Map<string, number>();
  const citations: AnswerEvent[] = [];
  const deltas: AnswerEvent[] = [];
  let before: Prepared['form'] | undefined;
  for (const { text, form, source } of statements) {
    const document = source && documents.get(source.passage.documentId);
    let marker = source && markers.get(source.passage.id);
    if (source && document && marker === undefined) {
      marker = markers.size + 1;
      markers.set(source.passage.id, marker);
      const hit = { passage: source.passage, document };
      citations.push({ type: 'citation', citation: citationOf(hit, marker, source.quote) });
    }
    const gap = gapBetween(before, form);
    const end = marker === undefined ? '' : ` [${marker}]`;
    deltas.push(...inDeltas(`${gap}${form === 'item' ? '- ' : ''}${text}${end}`));
    before = form;
  }
  return { citations, deltas };
}

function gapBetween(before: Prepared['form'] | undefined, form: Prepared['form']): string {
  if (before === undefined) return '';
  if (form === 'item') return before === 'item' ? '\n' : '\n\n';
  return form === 'lead' || before === 'item' ? '\n\n' : ' ';
}
