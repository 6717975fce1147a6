/** The tool `ask`: one grounded answer, with word of how far it is for whoever wants it. */
import { randomUUID } from 'node:crypto';
import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { cleanQuestion } from '../../chat/question.ts';
import type { RunTurn } from '../../chat/turn.ts';
import { toWireError } from '../../errors.ts';
import { WIRE_LIMITS } from '../../protocol.ts';
import { answerText, type Stage } from '../answer.ts';
import { understandEarlier } from '../earlier.ts';
import { ApiError } from '../error.ts';
import { MAX_EARLIER } from '../request.ts';
import { failed, READ_ONLY } from './result.ts';

export interface AskParts {
  runTurn: RunTurn;
  runRules: RunTurn;
  /** Waits for one of the places that all askers share. @returns how to give it back. @throws AppError `busy`. */
  enter?: () => Promise<() => void>;
}

/** Lets a client stop its own calls by their ids. */
export interface Cancelling {
  run<T>(
    id: string | number,
    work: (signal: AbortSignal) => Promise<T>,
    options: { signal: AbortSignal },
  ): Promise<T>;
  cancel(id: string | number): void;
}

export const questionText = z
  .string()
  .max(WIRE_LIMITS.maxQuestionChars)
  .transform(cleanQuestion)
  .pipe(z.string().min(1, 'expected a question'));

/** Characters of an answer between two words of how far it is: some seconds of a slow model. */
const TELL_EVERY = 200;

export function addAsk(
  server: McpServer,
  { runTurn, runRules, enter }: AskParts,
  cancelling?: Cancelling,
): void {
  server.registerTool(
    'ask',
    {
      title: 'Ask the articles',
      description:
        'Answers a question from the articles, each sentence with its source, or says that it is not covered. For a follow-up give the earlier exchanges.',
      inputSchema: z.object({
        question: questionText,
        earlier: z
          .array(z.object({ question: questionText, answer: z.string().max(20_000).default('') }))
          .max(MAX_EARLIER)
          .default([])
          .describe('earlier questions and answers of this conversation, oldest first'),
      }),
      annotations: READ_ONLY,
    },
    ({ question, earlier }, { mcpReq }) => {
      const answer = async (signal: AbortSignal) => {
        let leave: (() => void) | undefined;
        const progress = createProgress(mcpReq);
        try {
          leave = await enter?.();
          const past = await understandEarlier(runRules, earlier, { signal });
          const input = { turnId: randomUUID(), question, past };
          let said = '';
          for await (const piece of answerText(runTurn, input, { signal, onStage: progress.stage })) {
            if ('text' in piece) {
              said += piece.text;
              progress.written(said.length);
              continue;
            }
            const { answerer, outcome, followUps, grounding } = piece.end;
            const structuredContent = { outcome, answerer, citations: piece.citations, followUps, grounding };
            return { content: [{ type: 'text' as const, text: said }], structuredContent };
          }
        } catch (error) {
          return failed(error instanceof ApiError ? error.message : toWireError(error).message);
        } finally {
          leave?.();
        }
        return failed('The question was cancelled.');
      };
      const { id, signal } = mcpReq;
      return cancelling ? cancelling.run(id, answer, { signal }) : answer(signal);
    },
  );
}

/** Tells a client that asked for it, by the number of messages so far; how many there will be, nobody knows. */
function createProgress({ _meta, notify }: ServerContext['mcpReq']) {
  const token = _meta?.progressToken;
  let progress = 0;
  let next = TELL_EVERY;
  const tell = (message: string) => {
    if (token === undefined) return;
    const params = { progressToken: token, progress: ++progress, message };
    // Who has gone need not hear it, and the call ends by itself.
    notify({ method: 'notifications/progress', params }).catch(() => {});
  };
  return {
    stage: ({ stage, count }: Stage) =>
      tell(stage === 'searching' ? `Searching ${count} passages` : `Reading ${count} passages`),
    written(chars: number) {
      if (chars < next) return;
      next = chars + TELL_EVERY;
      tell(`Writing: ${chars} characters so far`);
    },
  };
}
