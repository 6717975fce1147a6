/** The page's words and numbers. */
import type { Stage } from '../../src/trace.ts';

export const STAGE_NAMES: Record<Stage, string> = {
  guard: 'Guard',
  query: 'Standalone query',
  retrieve: 'Retrieve',
  fallback: 'Fallback',
  compose: 'Compose',
  decide: 'Decide',
  'first-token': 'First token',
  stream: 'Stream',
  tool: 'Career tool',
  ground: 'Ground',
  'follow-ups': 'Follow-ups',
};

/** What each stage is for, in one line that can be read out. */
export const STAGE_LINES: Record<Stage, string> = {
  guard: 'What kind of message is it? Decided before anything is searched or paid for.',
  query: 'A follow-up is turned into a question that can be understood by itself.',
  retrieve: 'Which passages speak about it, and is that evidence enough?',
  fallback: 'The model is not used; the rules take over before the visitor has seen a word.',
  compose: 'The exact messages the model is sent, within one budget of tokens.',
  decide: 'The rules weigh every sentence of the best passages and say the ones that answer.',
  'first-token': 'The wait for the first words: what a visitor feels.',
  stream: 'The answer as it arrives, every citation checked before it is shown.',
  tool: 'Exact arithmetic over the owner’s own files, no model involved.',
  ground: 'Afterwards each sentence is held against the passages it cites.',
  'follow-ups': 'Only questions that would really be answered are offered next.',
};

/** "0.2 ms", "612 ms", "1.9 s"; never rounded to nothing. */
export function duration(ms: number): string {
  if (ms > 0 && ms < 0.05) return '< 0.1 ms';
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

/** "$0.0004"; never rounded to nothing. */
export function dollars(cost: number): string {
  if (cost === 0) return '$0';
  return cost < 0.00005 ? '< $0.0001' : `$${cost.toFixed(cost < 0.01 ? 4 : 2)}`;
}

export function number(n: number): string {
  return n.toLocaleString('en');
}

/** "3 passages", "1 passage". */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

export const OUTCOMES: Record<string, string> = {
  answered: 'answered',
  abstained: 'said that it is not covered',
  refused: 'refused',
  smalltalk: 'small talk',
  failed: 'failed',
};

export const REASONS: Record<string, string> = {
  model_failed: 'The model failed',
  model_off: 'The presenter switched the model off',
  budget_spent: 'The day’s budget is spent',
};
