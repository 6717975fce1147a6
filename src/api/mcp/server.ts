/** The chat and its search as tools of the Model Context Protocol, for assistants that somebody else runs. */
import { randomUUID } from 'node:crypto';
import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { Career } from '../../career/schema.ts';
import { lookUp } from '../../chat/look-up.ts';
import { cleanQuestion } from '../../chat/question.ts';
import type { RunTurn } from '../../chat/turn.ts';
import { toWireError } from '../../errors.ts';
import { WIRE_LIMITS } from '../../protocol.ts';
import type { Retriever } from '../../retrieval/retrieve.ts';
import { answerText } from '../answer.ts';
import { understandEarlier } from '../earlier.ts';
import { ApiError } from '../error.ts';
import { MAX_EARLIER } from '../request.ts';
import { addCareerTools } from './career.ts';
import { failed, READ_ONLY } from './result.ts';

export interface McpParts {
  runTurn: RunTurn;
  runRules: RunTurn;
  /** The current version of the knowledge. */
  retriever: () => Retriever;
  career: () => Career | undefined;
  /** Waits for one of the places that all askers share. @returns how to give it back. @throws AppError `busy`. */
  enter?: () => Promise<() => void>;
}

const text = z
  .string()
  .max(WIRE_LIMITS.maxQuestionChars)
  .transform(cleanQuestion)
  .pipe(z.string().min(1, 'expected a question'));
const MAX_TOP = 20;

/** Builds the tools for one connection, or for one request. Tools only read. */
export function createMcpServer(parts: McpParts): McpServer {
  const server = new McpServer(
    { name: 'crossroads', title: 'Crossroads', version: '1.0.0' },
    {
      instructions:
        'Answers from the articles of one owner. Every sentence carries [n], the number of a source. What the articles do not cover is said to be not covered: do not fill it in.',
    },
  );
  addAsk(server, parts);
  addSearch(server, parts);
  const career = parts.career();
  if (career) addCareerTools(server, { career, retriever: parts.retriever });
  return server;
}

function addAsk(server: McpServer, { runTurn, runRules, enter }: McpParts): void {
  server.registerTool(
    'ask',
    {
      title: 'Ask the articles',
      description:
        'Answers a question from the articles, each sentence with its source, or says that it is not covered. For a follow-up give the earlier exchanges.',
      inputSchema: z.object({
        question: text,
        earlier: z
          .array(z.object({ question: text, answer: z.string().max(20_000).default('') }))
          .max(MAX_EARLIER)
          .default([])
          .describe('earlier questions and answers of this conversation, oldest first'),
      }),
      annotations: READ_ONLY,
    },
    async ({ question, earlier }, { mcpReq: { signal } }) => {
      let leave: (() => void) | undefined;
      try {
        leave = await enter?.();
        const past = await understandEarlier(runRules, earlier, { signal });
        const input = { turnId: randomUUID(), question, past };
        let said = '';
        for await (const piece of answerText(runTurn, input, { signal })) {
          if ('text' in piece) {
            said += piece.text;
            continue;
          }
          const { answerer, outcome, followUps, grounding } = piece.end;
          const structuredContent = { outcome, answerer, citations: piece.citations, followUps, grounding };
          return { content: [{ type: 'text', text: said }], structuredContent };
        }
      } catch (error) {
        return failed(error instanceof ApiError ? error.message : toWireError(error).message);
      } finally {
        leave?.();
      }
      return failed('The question was cancelled.');
    },
  );
}

function addSearch(server: McpServer, { retriever }: McpParts): void {
  server.registerTool(
    'search_knowledge',
    {
      title: 'Search the articles',
      description: 'The passages of the articles that fit a query best, word for word, without an answer.',
      inputSchema: z.object({ query: text, top: z.int().min(1).max(MAX_TOP).default(5) }),
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
