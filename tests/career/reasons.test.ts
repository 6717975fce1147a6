import { describe, expect, test } from 'vitest';
import { resolveReason, supportOf } from '../../src/career/reasons.ts';
import type { Reason } from '../../src/career/schema.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { KNOWLEDGE, ownCareer } from './data.ts';

const career = await ownCareer();
const knowledge = await loadKnowledge(KNOWLEDGE);

/** Every reason anywhere in the owner's files. */
function reasonsIn(value: unknown): Reason[] {
  if (Array.isArray(value)) return value.flatMap(reasonsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('documentId' in value) return [value as Reason];
  return Object.values(value).flatMap(reasonsIn);
}

describe('reasons', () => {
  const reasons = reasonsIn(career);

  test('stand on a passage that holds three quarters of their words', () => {
    expect(reasons.length).toBeGreaterThan(80);
    const weak = reasons.filter((reason) => {
      const passage = resolveReason(knowledge, reason);
      return !passage || supportOf(reason, passage) < 0.75;
    });
    expect(weak).toEqual([]);
  });

  test('find the passage of their section that fits best', () => {
    const heading = 'What ML Engineers Actually Do';
    const find = (text: string) => resolveReason(knowledge, { text, documentId: 'article', heading })?.text;
    expect(find('Competition with PhDs is brutal.')).toMatch(/^Competition/);
    expect(find('The work is theoretical and close to research.')).toMatch(/^The work/);
  });

  test('find nothing where the section is gone', () => {
    expect(resolveReason(knowledge, { text: 'x', documentId: 'article', heading: 'Gone' })).toBeUndefined();
  });
});
