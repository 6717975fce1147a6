/** The stages that a few facts tell: guard, fallback, the wait, the stream, a career tool, follow-ups. */
import type { SpanDetail } from '../../../src/trace.ts';
import { el } from '../../widget/dom.ts';
import type { TurnView } from '../turn.ts';
import { dollars, duration, number, OUTCOMES, REASONS } from '../words.ts';

type Pairs = readonly (readonly [name: string, value: string | undefined])[];

function pairs(all: Pairs): HTMLElement {
  const known = all.flatMap(([name, value]) =>
    value === undefined ? [] : [el('dt', {}, name), el('dd', { dir: 'auto' }, value)],
  );
  return el('dl', { class: 'pairs large' }, ...known);
}

export function guardPanel({
  question,
  chars,
  maxChars,
  act,
  decision,
  tool,
}: SpanDetail<'guard'>): HTMLElement {
  return pairs([
    ['Message', question],
    ['Length', `${number(chars)} of ${number(maxChars)} characters`],
    ['Taken for', act],
    ['Tool', tool],
    ['So', decision],
  ]);
}

export function fallbackPanel({ reason, code }: SpanDetail<'fallback'>): HTMLElement {
  return pairs([
    ['Why', REASONS[reason] ?? reason],
    ['Code', code],
    ['So', 'the rules answer, from the same passages; the visitor had seen nothing yet'],
  ]);
}

export function waitPanel(
  { model, failed, why }: SpanDetail<'first-token'>,
  durationMs: number,
): HTMLElement {
  return pairs([
    ['Model', model],
    ['Waited', duration(durationMs)],
    ['Then', failed ? `it failed: ${failed}` : 'the first words came'],
    ['Because', why],
  ]);
}

export function streamPanel(
  detail: SpanDetail<'stream'>,
  durationMs: number,
  { end, text }: TurnView,
): HTMLElement {
  const { answerer, model, deltas, usage, tokensPerSecond, cost, finishReason, failed, why } = detail;
  const outcome = end?.type === 'turn.completed' ? OUTCOMES[end.outcome] : undefined;
  return pairs([
    ['Written by', answerer === 'llm' ? (model ?? 'the model') : 'rules, from the sentences chosen'],
    ['Took', duration(durationMs)],
    ['Arrived in', deltas === undefined ? undefined : `${number(deltas)} pieces`],
    ['Shown', `${number(text.length)} characters`],
    [
      'Tokens',
      usage &&
        `${number(usage.inputTokens)} in, ${number(usage.outputTokens)} out${usage.estimated ? ', estimated' : ''}`,
    ],
    ['Speed', tokensPerSecond === undefined ? undefined : `${Math.round(tokensPerSecond)} tokens a second`],
    ['Cost', cost === undefined ? (usage ? 'not known: set the model’s price' : undefined) : dollars(cost)],
    ['Ended with', failed ? `a failure: ${failed}` : finishReason],
    ['Because', why],
    ['Outcome', outcome],
  ]);
}

export function toolPanel({ name, outcome, memory }: SpanDetail<'tool'>): HTMLElement {
  return el(
    'div',
    {},
    pairs([
      ['Tool', name],
      ['Outcome', OUTCOMES[outcome] ?? outcome],
    ]),
    el('h3', {}, 'What it remembers of the visitor'),
    rememberedOf(memory),
  );
}

/** What is still empty says nothing. */
function rememberedOf(memory: Record<string, unknown>): HTMLElement {
  const known = Object.entries(memory).filter(
    ([, value]) => value && (typeof value !== 'object' || Object.keys(value).length > 0),
  );
  if (known.length === 0) return el('p', {}, 'Nothing yet.');
  return el('pre', { tabindex: 0 }, JSON.stringify(Object.fromEntries(known), undefined, 2));
}

export function followUpsPanel({ offered }: SpanDetail<'follow-ups'>): HTMLElement {
  if (offered.length === 0) return el('p', {}, 'None: nothing near it would be answered, or all was asked.');
  return el('ol', { class: 'offered' }, ...offered.map((question) => el('li', { dir: 'auto' }, question)));
}
