/** Whether an answer holds what a question set expects of it. */
import { z } from 'zod';
import type { Reply } from '../../src/cli/ask.ts';
import { sentences } from '../../src/text/sentences.ts';

export const expectSchema = z.strictObject({
  outcome: z.union([z.string(), z.array(z.string())]).optional(),
  any: z.array(z.array(z.string())).optional(),
  none: z.array(z.string()).optional(),
  documents: z.array(z.string()).optional(),
  yesno: z.enum(['yes', 'no', 'depends']).optional(),
  shorter: z.boolean().optional(),
  fresh: z.boolean().optional(),
});
export type Expectation = z.infer<typeof expectSchema>;

/** What is wrong with a reply, in words; empty when all that is expected holds. */
export function judge(expected: Expectation, reply: Reply, before?: Reply): string[] {
  const text = plain(reply.answer);
  const problems: string[] = [];
  const outcomes = [expected.outcome ?? []].flat();
  if (outcomes.length > 0 && !outcomes.includes(reply.outcome)) {
    problems.push(`outcome ${reply.outcome}, expected ${outcomes.join(' or ')}`);
  }
  // An answer that need not be given at all is not judged by what it would have said.
  const answered = reply.outcome === 'answered' || !outcomes.includes('abstained');
  for (const group of answered ? (expected.any ?? []) : []) {
    if (!group.some((pattern) => matches(pattern, text))) problems.push(`none of ${JSON.stringify(group)}`);
  }
  for (const pattern of expected.none ?? []) if (matches(pattern, text)) problems.push(`holds ${pattern}`);
  if (expected.documents && reply.outcome === 'answered') {
    const ids = reply.sources.map(({ documentId }) => documentId);
    if (!expected.documents.some((id) => ids.includes(id))) problems.push(`sources ${ids.join(', ') || 'none'}`);
  }
  if (expected.yesno && reply.outcome === 'answered' && !takesSide(expected.yesno, text)) {
    problems.push(`does not say ${expected.yesno}`);
  }
  if (expected.shorter && before && text.length >= plain(before.answer).length) problems.push('is not shorter');
  if (expected.fresh && before) {
    const known = new Set(sentences(plain(before.answer)).map((sentence) => sentence.text));
    const now = sentences(text);
    const repeated = now.filter((sentence) => known.has(sentence.text)).length;
    if (now.length === 0 || repeated > now.length / 2) problems.push('repeats the answer before');
  }
  return problems;
}

/** The answer without markers, white space joined. */
function plain(answer: string): string {
  return answer
    .replace(/ ?\[\d+\]/g, '')
    .replace(/[*_`|]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function matches(pattern: string, text: string): boolean {
  const regex = /^\/(.*)\/$/s.exec(pattern);
  if (regex) return new RegExp(regex[1] ?? '', 'i').test(text);
  return text.toLowerCase().includes(pattern.toLowerCase());
}

const NEGATION = /\b(?:not|no|never|nor|neither|nothing|nobody|none|without|cannot|rarely|hardly)\b|n['’]t\b/i;

/** Whether the first sentence says yes, no or "it depends", by word or by a plain statement. */
function takesSide(side: 'yes' | 'no' | 'depends', text: string): boolean {
  const first = sentences(text)[0]?.text ?? '';
  const word = /^(yes|no|it depends|that depends|not\b)/i.exec(first)?.[1]?.toLowerCase();
  const said = word === undefined ? undefined : word.includes('depends') ? 'depends' : word === 'yes' ? 'yes' : 'no';
  if (said !== undefined) return said === side || (side === 'depends' && /depends/i.test(text));
  if (side === 'depends') return /depends|while|whereas|but\b|opinions|differ/i.test(text);
  return side === 'no' ? NEGATION.test(first) : !/^no\b/i.test(first) && !NEGATION.test(first.slice(0, 40));
}
