/** `/llms.txt`: what this chat knows, for machines that read sites, in the form of llmstxt.org. */
import { Router } from 'express';
import type { Knowledge, KnowledgeDocument, Passage } from '../domain.ts';
import { givesOrders } from '../text/orders.ts';
import { sentences } from '../text/sentences.ts';

/** Documents listed; of more only the number is told. */
const MAX_LISTED = 500;
/** Characters of a description; longer ones end with an ellipsis at a word. */
const MAX_DESCRIPTION = 200;

/** @param knowledge its current version; the text is made once for each. */
export function createLlmsRouter(knowledge: () => Knowledge): Router {
  let made: { version: string; text: string } | undefined;
  return Router().get('/', (_request, response) => {
    const current = knowledge();
    if (made?.version !== current.version) made = { version: current.version, text: llmsText(current) };
    response.set('Cache-Control', 'no-cache').type('text/plain').send(made.text);
  });
}

/**
 * A title, what the chat is, and the documents with their links; those without a link are named only. No sentence that
 * gives orders to a machine is quoted: this file is read by machines alone.
 */
export function llmsText(knowledge: Knowledge): string {
  const documents = [...knowledge.documents.values()];
  const openings = openingsOf(knowledge.passages);
  const listed = documents.slice(0, MAX_LISTED);
  const line = (document: KnowledgeDocument) => {
    const about = openings.get(document.id);
    const day = document.asOf === undefined ? '' : ` (as of ${document.asOf})`;
    const description = about === undefined ? '' : `: ${asText(about)}`;
    return `- ${named(document)}${description}${day}`;
  };
  const section = (title: string, kind: KnowledgeDocument['kind']) => {
    const lines = listed.filter((document) => document.kind === kind).map(line);
    return lines.length > 0 ? [`## ${title}`, '', ...lines, ''] : [];
  };
  const articles = documents.filter(({ kind }) => kind === 'article');
  const [only] = articles;
  const more = documents.length - listed.length;
  return [
    `# ${only && articles.length === 1 ? asText(only.title) : 'Articles with a chat that answers from them'}`,
    '',
    `> A chat on this site answers questions from ${documents.length} documents (${knowledge.passages.length} passages), cites the passage behind each sentence, and says so where they do not cover a question.`,
    '',
    ...section('Articles', 'article'),
    ...section('Notes', 'notes'),
    ...(more > 0 ? [`And ${more} more.`, ''] : []),
  ].join('\n');
}

function named({ title, url }: KnowledgeDocument): string {
  if (url === undefined) return asText(title);
  const address = url.replace(/[()<>\s]/g, (char) =>
    encodeURIComponent(char).replace('(', '%28').replace(')', '%29'),
  );
  return `[${asText(title)}](${address})`;
}

/** The first sentence of each document that may be quoted. */
function openingsOf(passages: readonly Passage[]): Map<string, string> {
  const openings = new Map<string, string>();
  for (const { documentId, text } of passages) {
    if (openings.has(documentId)) continue;
    const first = sentences(text).find((sentence) => !givesOrders(sentence.text));
    if (first) openings.set(documentId, shortened(first.text.replace(/\s+/g, ' ')));
  }
  return openings;
}

function shortened(text: string): string {
  if (text.length <= MAX_DESCRIPTION) return text;
  return `${text.slice(0, MAX_DESCRIPTION).replace(/\s+\S*$/, '')}…`;
}

/** Text that is to be no mark-up of the file. */
function asText(text: string): string {
  return text.replace(/[\\[\]<>`]/g, '\\$&');
}
