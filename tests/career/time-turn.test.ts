/** What authors say about the time, for folders other than ours: one estimate, or none. */
import { beforeAll, expect, test } from 'vitest';
import type { Career, PlanFile } from '../../src/career/schema.ts';
import { ownCareer } from './data.ts';
import { openTalks, type Talk } from './talk.ts';

let open: (own?: Career) => Talk;
let career: Career & { plan: PlanFile };
beforeAll(async () => {
  [open, career] = await Promise.all([openTalks(), ownCareer()]);
});

/** What is said to `line` after a plan, where the owner knows only so many estimates. */
function told(line: string, estimates: number) {
  const opinions = career.plan.opinions.slice(0, estimates);
  const talk = open({ ...career, plan: { ...career.plan, opinions } });
  talk.say('Make me a plan for AI engineering');
  return talk.say(line).text;
}

test('a single estimate is given as that of one author', () => {
  expect(told('How long does that take?', 1)).toMatch(/^One author estimates for back-end .*2026\)\.$/m);
  expect(told('How long does that take?', 1)).not.toMatch(/no estimate|No source/);
});

test('a single estimate is no promise that some weeks are enough', () => {
  expect(told('Is 8 weeks realistic?', 1)).toMatch(/no source promises that 8 weeks are enough.*One author/s);
});

test('without any, that is said', () => {
  expect(told('How long does that take?', 0)).toMatch(/^The sources give no estimate/);
});
