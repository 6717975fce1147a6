/** `crossroads ask`: one question, a chat on the terminal, or a batch of conversations. */
import { createInterface } from 'node:readline/promises';
import { z } from 'zod';
import type { Answering } from '../answering.ts';
import { cleanQuestion } from '../chat/question.ts';
import type { PastTurn } from '../domain.ts';
import { AppError, toWireError } from '../errors.ts';
import type { Figure } from '../figures.ts';
import { type Citation, type Event, type TurnEvent, WIRE_LIMITS } from '../protocol.ts';
import { withoutInvisible } from '../text/invisible.ts';
import { runBatch } from './batch.ts';
import type { Streams } from './streams.ts';

/** A line of `ask --jsonl`. Lines of one `session` are one conversation. */
const askLineSchema = z.object(
  {
    id: z.union([z.string(), z.number()], 'expected a string or a number'),
    message: z.string('expected a string'),
    session: z.union([z.string(), z.number()], 'expected a string or a number').nullish(),
    turn: z.int('expected a whole number').optional(),
  },
  'expected an object {"id", "message", "session"?, "turn"?}',
);

/** A turn as the command line reports it. */
export interface Reply {
  answer: string;
  answerer: 'llm' | 'rules';
  outcome: 'answered' | 'abstained' | 'refused' | 'smalltalk' | 'failed';
  sources: { documentId: string; title: string; heading: string; url?: string }[];
  followUps: string[];
  /** What the career tools draw; absent where there is nothing to draw. */
  figures?: Figure[];
  ms: number;
}

/** Asks one question of a conversation, and keeps it in `past`. `onEvent` sees the events as they come. */
export async function askOnce(
  { runTurn }: Pick<Answering, 'runTurn'>,
  past: PastTurn[],
  message: string,
  onEvent: (event: TurnEvent) => void = () => {},
): Promise<Reply & { citations: Citation[] }> {
  const started = performance.now();
  const question = cleanQuestion(message);
  const reply: Reply & { citations: Citation[] } = {
    answer: '',
    answerer: 'rules',
    outcome: 'failed',
    sources: [],
    followUps: [],
    ms: 0,
    citations: [],
  };
  const problem = questionProblem(question);
  if (problem) return { ...reply, answer: problem };
  const turn = runTurn(
    { turnId: `turn-${String(past.length + 1).padStart(6, '0')}`, question, past },
    { signal: new AbortController().signal },
  );
  for (;;) {
    const step = await turn.next();
    if (step.done) {
      past.push(step.value);
      break;
    }
    const event = step.value;
    onEvent(event);
    if (event.type === 'answer.delta') reply.answer += event.text;
    else if (event.type === 'answer.citation') reply.citations.push(event);
    else if (event.type === 'answer.figure') reply.figures = [...(reply.figures ?? []), event.figure];
    else if (event.type === 'turn.completed') Object.assign(reply, pick(event));
    else if (event.type === 'turn.failed') reply.answer ||= event.message;
  }
  reply.sources = toSources(reply.citations);
  reply.ms = Math.round((performance.now() - started) * 100) / 100;
  return reply;
}

const pick = ({
  answerer,
  outcome,
  followUps,
}: Extract<Event, { type: 'turn.completed' }> | Extract<TurnEvent, { type: 'turn.completed' }>) => ({
  answerer,
  outcome,
  followUps,
});

function questionProblem(question: string): string | undefined {
  if (question === '') return 'The question is empty.';
  if (question.length <= WIRE_LIMITS.maxQuestionChars) return undefined;
  return toWireError(new AppError('too_long', 'too long')).message;
}

/** The documents and headings cited, each once. */
function toSources(citations: readonly Citation[]): Reply['sources'] {
  const sources = citations.map(({ documentId, title, heading, url }) => ({
    documentId,
    title,
    heading,
    ...(url === undefined ? {} : { url }),
  }));
  return [...new Map(sources.map((source) => [JSON.stringify(source), source])).values()];
}

/** Answers JSON lines; see README. @returns how many lines were bad. */
export function askBatch(
  answering: Pick<Answering, 'runTurn'>,
  { input, print, complain }: Streams,
): Promise<number> {
  const sessions = new Map<string, PastTurn[]>();
  return runBatch({
    input,
    schema: askLineSchema,
    print,
    complain,
    answer: async ({ id, message, session, turn }) => {
      const past = session == null ? [] : (sessions.get(String(session)) ?? []);
      if (session != null) sessions.set(String(session), past);
      const number = turn ?? past.length + 1;
      const { citations: _, ...reply } = await askOnce(answering, past, message);
      return { id, session: session ?? null, turn: number, ...reply };
    },
  });
}

/** Prints one answer as it streams, then its sources. @returns whether it was answered at all. */
export async function askAndPrint(
  answering: Pick<Answering, 'runTurn'>,
  past: PastTurn[],
  question: string,
  write: (text: string) => void,
): Promise<boolean> {
  const reply = await askOnce(answering, past, question, (event) => {
    if (event.type === 'answer.delta') write(withoutInvisible(event.text));
  });
  if (reply.outcome === 'failed') write(`${withoutInvisible(reply.answer)}`);
  write('\n');
  if (reply.citations.length > 0) write('\n');
  for (const { marker, title, heading, kind, url } of reply.citations) {
    const place = [title, heading].filter((part) => part !== '').join(' › ');
    write(
      withoutInvisible(
        `[${marker}] ${place}${kind === 'notes' ? ' (additional note)' : ''}${url ? ` · ${url}` : ''}`,
      ),
    );
    write('\n');
  }
  return reply.outcome !== 'failed';
}

/** A conversation on the terminal, until end of input or an empty line. */
export async function chat(
  answering: Pick<Answering, 'runTurn'>,
  write: (text: string) => void,
): Promise<void> {
  const past: PastTurn[] = [];
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  write('Ask a question; an empty line ends the conversation.\n');
  terminal.setPrompt('\n> ');
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() === '') break;
    write('\n');
    await askAndPrint(answering, past, line, write);
    terminal.prompt();
  }
  terminal.close();
}
