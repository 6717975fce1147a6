/** The chat and its search as tools of the Model Context Protocol, for assistants that somebody else runs. */
import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Career } from '../../career/schema.ts';
import { lookUp } from '../../chat/look-up.ts';
import type { Retriever } from '../../retrieval/retrieve.ts';
import { type AskParts, addAsk, type Cancelling, questionText } from './ask.ts';
import { addCareerTools } from './career.ts';
import { READ_ONLY } from './result.ts';

export interface McpParts extends AskParts {
  /** The current version of the knowledge. */
  retriever: () => Retriever;
  career: () => Career | undefined;
}

const MAX_TOP = 20;

/**
 * Builds the tools for one connection, or for one request. Tools only read.
 * @param cancelling hears of cancelled calls where they come over another connection; by default over this one.
 */
export function createMcpServer(parts: McpParts, cancelling?: Cancelling): McpServer {
  const server = new McpServer(
    { name: 'crossroads', title: 'Crossroads', version: '1.0.0' },
    {
      instructions:
        'Answers from the articles of one owner. Every sentence carries [n], the number of a source. What the articles do not cover is said to be not covered: do not fill it in.',
    },
  );
  addAsk(server, parts, cancelling);
  if (cancelling)
    server.server.setNotificationHandler('notifications/cancelled', ({ params: { requestId } }) => {
      if (requestId !== undefined) cancelling.cancel(requestId);
    });
  addSearch(server, parts);
  const career = parts.career();
  if (career) addCareerTools(server, { career, retriever: parts.retriever });
  return server;
}

function addSearch(server: McpServer, { retriever }: McpParts): void {
  server.registerTool(
    'search_knowledge',
    {
      title: 'Search the articles',
      description: 'The passages of the articles that fit a query best, word for word, without an answer.',
      inputSchema: z.object({ query: questionText, top: z.int().min(1).max(MAX_TOP).default(5) }),
      annotations: READ_ONLY,
    },
    async ({ query, top }, { mcpReq: { signal } }) => {
      const search = retriever();
      const { found, isAnswerable } = await lookUp({
        question: query,
        act: 'question',
        past: [],
        search,
        // The assistant is one: it may be given what is put in other words.
        hasModel: true,
        asking: { signal },
        tuning: { top },
      });
      const passages = found.hits.slice(0, top).map(({ passage, document, coverage }) => ({
        id: passage.id,
        title: document.title,
        heading: passage.headings.join(' › '),
        kind: document.kind,
        ...(document.url ? { url: document.url } : {}),
        coverage: Math.round(coverage * 100) / 100,
        text: passage.text,
      }));
      const lines = passages.map(
        ({ title, heading, text: words }) => `${[title, heading].filter(Boolean).join(' – ')}\n${words}`,
      );
      return {
        content: [{ type: 'text', text: lines.join('\n\n') || 'Nothing in the articles fits.' }],
        structuredContent: { isCovered: isAnswerable, passages },
      };
    },
  );
  server.registerTool(
    'list_documents',
    {
      title: 'List the articles',
      description:
        'Every document that answers are taken from, with the day on which its facts were checked.',
      inputSchema: z.object({}),
      annotations: READ_ONLY,
    },
    async () => {
      const documents = [...retriever().knowledge.documents.values()].map(
        ({ id, title, kind, url, asOf }) => ({
          id,
          title,
          kind,
          ...(url ? { url } : {}),
          ...(asOf ? { asOf } : {}),
        }),
      );
      return {
        content: [
          { type: 'text', text: documents.map(({ title, kind }) => `${title} (${kind})`).join('\n') },
        ],
        structuredContent: { documents },
      };
    },
  );
}
