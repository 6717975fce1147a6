import { createAnswering } from '../../src/answering.ts';
import { askOnce, type Reply } from '../../src/cli/ask.ts';
import { loadConfig } from '../../src/config.ts';
import type { PastTurn } from '../../src/domain.ts';
import { createLog } from '../../src/server/log.ts';
import { judge } from './judge.ts';
import { type Case, readSet, setPath, type Split } from './sets.ts';

const args = process.argv.slice(2);
const split: Split = args.includes('--held') ? 'held' : 'dev';
const show = args.includes('--failures');
const only = args.find((a) => !a.startsWith('--'));
const log = createLog('warn', process.stderr);
const config = loadConfig({ PATH: '' });
const own = await createAnswering(config, { log });
const garden = await createAnswering({ ...config, knowledgeDir: setPath('gardening') }, { log });

for (const [name, answering] of [['single', own], ['dialogues', own], ['out-of-scope', own], ['smalltalk', own], ['gardening', garden], ['gardening-dialogues', garden], ['gardening-out-of-scope', garden]] as const) {
  if (only && name !== only) continue;
  const cases = readSet(name).filter((c) => c.split === split);
  let right = 0;
  const groups = new Map<string, [number, number]>();
  const times: number[] = [];
  for (const c of cases) {
    const problems = await converse(answering, c, times);
    const g = groups.get(c.group) ?? [0, 0];
    g[1]++;
    if (problems.length === 0) { right++; g[0]++; }
    else if (show && split === 'dev') console.log(`✗ ${c.id} [${c.group}]\n${problems.join('\n')}\n`);
    groups.set(c.group, g);
  }
  times.sort((a, b) => a - b);
  console.log(`${name.padEnd(24)} ${right}/${cases.length} ${(100 * right / cases.length).toFixed(1)}%  p99 ${times[Math.floor(times.length * .99)]?.toFixed(1)}ms  ${[...groups].map(([k, [r, n]]) => `${k} ${r}/${n}`).join(', ')}`);
}

async function converse(answering: Parameters<typeof askOnce>[0], c: Case, times: number[]): Promise<string[]> {
  const past: PastTurn[] = [];
  const said: string[] = [];
  let before: Reply | undefined;
  let failed = false;
  for (const { message, expect } of c.turns) {
    const reply = await askOnce(answering, past, message);
    times.push(reply.ms);
    const problems = judge(expect, reply, before);
    said.push(`  > ${message}\n  < (${reply.outcome}) ${reply.answer}${problems.map((p) => `\n    !! ${p}`).join('')}`);
    failed ||= problems.length > 0;
    before = reply;
  }
  return failed ? said : [];
}
