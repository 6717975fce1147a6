/** Runs one turn for a program, and words its events as text: the answer, and what its numbers stand for. */
import type { RunTurn, TurnInput } from '../chat/turn.ts';
import type { Citation, TurnEvent } from '../protocol.ts';
import { fromWire } from './error.ts';

export type Completed = Extract<TurnEvent, { type: 'turn.completed' }>;
export type Stage = Pick<Extract<TurnEvent, { type: 'turn.stage' }>, 'stage' | 'count'>;

/** A piece of text, or the end of the answer. */
export type Piece = { text: string } | { end: Completed; citations: Citation[] };

/**
 * Contract: ends with exactly one `end`, after a list of the sources if there are any.
 * @throws ApiError when the turn failed; nothing when it was cancelled by `signal`, then it just ends.
 */
export async function* answerText(
  runTurn: RunTurn,
  input: TurnInput,
  { signal, onStage }: { signal: AbortSignal; onStage?: (stage: Stage) => void },
): AsyncGenerator<Piece> {
  const citations: Citation[] = [];
  for await (const event of runTurn(input, { signal })) {
    switch (event.type) {
      case 'answer.delta':
        yield { text: event.text };
        break;
      case 'answer.citation': {
        const { type: _type, turnId: _turnId, ...citation } = event;
        citations.push(citation);
        break;
      }
      case 'turn.completed':
        if (citations.length > 0) yield { text: `\n\n${sources(citations)}` };
        yield { end: event, citations };
        break;
      case 'turn.failed':
        throw fromWire({ ...event, code: event.code as Parameters<typeof fromWire>[0]['code'] });
      case 'turn.stage':
        onStage?.(event);
        break;
      case 'turn.started':
      case 'turn.cancelled':
      case 'answer.figure':
        break;
      default:
        throw new TypeError(`No such event: ${JSON.stringify(event satisfies never)}.`);
    }
  }
}

/** One line a source, under its numbers. */
function sources(citations: readonly Citation[]): string {
  const lines = citations.map(({ marker, title, heading, url }) => {
    const place = [title, heading].filter((part) => part !== '').join(' – ');
    return `[${marker}] ${place}${url === undefined ? '' : ` (${url})`}`;
  });
  return ['Sources:', ...lines].join('\n');
}
