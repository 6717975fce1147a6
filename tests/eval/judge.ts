/** Whether an answer holds what a question set expects of it. */
import { z } from 'zod';
import type { Reply } from '../../src/cli/ask.ts';
import { sentences } from '../../src/text/sentences.ts';

const outcome = z.enum(['answered', 'abstained', 'refused', 'smalltalk', 'failed']);
/** A substring, or between slashes a regular expression. */
const pattern = z.string().min(1).refine(compiles, 'is no regular expression');

export const expectSchema = z.strictObject({
  outcome: z.union([outcome, z.array(outcome).min(1)]).optional(),
  any: z.array(z.array(pattern).min(1)).optional(),
  none: z.array(pattern).optional(),
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
  const outcomes: string[] = [expected.outcome ?? []].flat();
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
    if (!expected.documents.some((id) => ids.includes(id)))
      problems.push(`sources ${ids.join(', ') || 'none'}`);
  }
  if (expected.yesno && reply.outcome === 'answered' && !takesSide(expected.yesno, text)) {
    problems.push(`does not say ${expected.yesno}`);
  }
  if (expected.shorter && before && text.length >= plain(before.answer).length)
    problems.push('is not shorter');
  if (expected.fresh && before) {
    const known = new Set(sentences(plain(before.answer)).map(bare));
    const now = sentences(text);
    const repeated = now.filter((sentence) => known.has(bare(sentence))).length;
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

/** A sentence without what may differ when the same is said again: case, the stop, and a lead such as "In short: ". */
function bare({ text }: { text: string }): string {
  return text
    .toLowerCase()
    .replace(/^[\w ]{1,30}: /, '')
    .replace(/[.!?…]+$/, '');
}

function compiles(pattern: string): boolean {
  try {
    matches(pattern, '');
    return true;
  } catch {
    return false;
  }
}

function matches(pattern: string, text: string): boolean {
  const regex = /^\/(.*)\/$/s.exec(pattern);
  if (regex) return new RegExp(regex[1] ?? '', 'i').test(text);
  return text.toLowerCase().includes(pattern.toLowerCase());
}

const NEGATION =
  /\b(?:not|no|never|nor|neither|nothing|nobody|none|without|cannot|rarely|hardly)\b|n['’]t\b/i;
/** A "yes" or "no" that answers; "No degree is needed" is a plain statement instead. */
const SAYS =
  /^(?:it|that) depends\b|^(?:yes and no|yes|no|not)\b(?=\s*[,.:;!–—-]|\s*$| (?:really|quite|necessarily|always|at all|yet)\b)/i;
const DEPENDS = /\b(?:depends?|while|whereas|but|differs?|opinions|either)\b/i;
/** Within these characters of a plain statement, a negation denies the statement and not a detail of it. */
const DENIAL_CHARS = 40;

/** Whether the first sentence says yes, no or "it depends", by word or by a plain statement. */
function takesSide(side: 'yes' | 'no' | 'depends', text: string): boolean {
  const first = sentences(text)[0]?.text ?? '';
  const word = SAYS.exec(first)?.[0].toLowerCase();
  if (side === 'depends')
    return /depends|^yes and no/i.test(text) || (word === undefined && DEPENDS.test(text));
  if (word === undefined)
    return NEGATION.test(side === 'no' ? first : first.slice(0, DENIAL_CHARS)) === (side === 'no');
  if (/depends|and no/.test(word)) return false;
  return (word === 'yes') === (side === 'yes');
}
