/** Plays a recorded conversation in the terminal: each stage as it ended, and the answer as it came. */
import type { Entry, Recording, TurnRecord } from '../inspector/record.ts';
import type { TurnEvent } from '../protocol.ts';
import type { Span } from '../trace.ts';

/** How time passes. */
export interface Pace {
  /** Times as fast as it was. Default: so that a turn takes at least {@link WATCHABLE_MS}. */
  speed?: number;
  wait: (ms: number) => Promise<void>;
  /** Waits for the reader after each stage. */
  next?: () => Promise<void>;
}

/** Milliseconds that a turn takes at least, where no speed is given: one by rules is over in eight. */
const WATCHABLE_MS = 3000;

/** Writes the whole recording, turn by turn. Everything in it is untrusted text: `write` makes it safe to show. */
export async function replayRecording(
  recording: Recording,
  write: (text: string) => void,
  pace: Pace,
): Promise<void> {
  write(`${recording.title}\n`);
  if (recording.note) write(`${recording.note}\n`);
  for (const turn of recording.turns) await replayTurn(turn, write, pace);
}

async function replayTurn(turn: TurnRecord, write: (text: string) => void, pace: Pace): Promise<void> {
  const length = turn.entries.at(-1)?.ms ?? 0;
  const speed = pace.speed ?? Math.min(1, length / WATCHABLE_MS || 1);
  let at = 0;
  let column = 0;
  const say = (text: string) => {
    column = text.endsWith('\n') ? 0 : 1;
    write(text);
  };
  say(`\n> ${turn.question}\n`);
  for (const entry of turn.entries) {
    await pace.wait((entry.ms - at) / speed);
    at = entry.ms;
    const text = textOf(entry);
    if (text === undefined) continue;
    if (text.isLine && column > 0) say('\n');
    say(text.isLine ? `${text.text}\n` : text.text);
    if (text.isLine && pace.next) await pace.next();
  }
}

function textOf(entry: Entry): { text: string; isLine: boolean } | undefined {
  if ('span' in entry) return { text: `  ${lineOf(entry.span)}`, isLine: true };
  if ('event' in entry) return ofEvent(entry.event);
  return undefined;
}

function ofEvent(event: TurnEvent): { text: string; isLine: boolean } | undefined {
  switch (event.type) {
    case 'answer.delta':
      return { text: event.text, isLine: false };
    case 'turn.completed':
      return {
        text: `  = ${event.outcome}, by ${event.answerer === 'llm' ? 'the model' : 'rules'}`,
        isLine: true,
      };
    case 'turn.failed':
      return { text: `  = failed: ${event.code}`, isLine: true };
    case 'turn.cancelled':
      return { text: '  = stopped', isLine: true };
    default:
      return undefined;
  }
}

/** Where what a stage did begins in its line. */
const INDENT = 26;

/** "retrieve   0.8 ms  8 of 209 passages …". */
function lineOf(span: Span): string {
  const time = span.durationMs < 10 ? span.durationMs.toFixed(1) : String(Math.round(span.durationMs));
  return `${span.stage.padEnd(12)}${time.padStart(7)} ms  ${summaryOf(span)}`;
}

function summaryOf(span: Span): string {
  switch (span.stage) {
    case 'guard':
      return `${span.detail.act}: ${span.detail.decision}`;
    case 'query':
      return `${span.detail.rule}: ${span.detail.standaloneQuery}`;
    case 'retrieve': {
      const { kept, searched, passages, probability, threshold, gap } = span.detail;
      const best = passages[0]
        ? `, best ${passages[0].score.toFixed(2)} “${passages[0].heading || passages[0].title}”`
        : '';
      const verdict = gap ? `not covered (${gap})` : 'covered';
      return `${kept} of ${searched} passages${best}; evidence ${probability.toFixed(2)}, threshold ${threshold.toFixed(2)}: ${verdict}`;
    }
    case 'fallback':
      return `${span.detail.reason}${span.detail.code ? ` (${span.detail.code})` : ''}: the rules answer`;
    case 'compose':
      return `${span.detail.estimatedTokens} of ${span.detail.maxTokens} tokens, ${span.detail.shown.length} passages, ${span.detail.dropped.turns} turns left out`;
    case 'decide':
      return [
        `${span.detail.sentences.filter(({ chosen }) => chosen).length} of ${span.detail.sentences.length} sentences weighed are said`,
        ...(span.detail.sides ?? []).map(({ text, side, open }) => `${side ?? `open (${open})`}: ${text}`),
      ].join(`\n${' '.repeat(INDENT)}`);
    case 'first-token':
      return span.detail.failed
        ? `failed: ${span.detail.why ?? span.detail.failed}`
        : `from ${span.detail.model ?? span.detail.answerer}`;
    case 'stream': {
      const { usage, tokensPerSecond = 0, failed } = span.detail;
      if (failed) return `failed: ${failed}`;
      return usage ? `${usage.outputTokens} tokens, ${Math.round(tokensPerSecond)} a second` : 'said';
    }
    case 'tool':
      return `${span.detail.name}: ${span.detail.outcome}`;
    case 'ground': {
      const { sentences } = span.detail;
      return `${sentences.filter(({ isSupported }) => isSupported).length} of ${sentences.length} sentences carried by what they cite`;
    }
    case 'follow-ups':
      return span.detail.offered.join(' | ') || 'none';
    default:
      throw new TypeError(`No such stage: ${JSON.stringify(span satisfies never)}.`);
  }
}
