/** `crossroads doctor`: says in plain words what keeps a server from working, and what to do. */
import type { Command } from 'commander';
import { explainEnvironment } from '../config.ts';
import { readDotenv } from '../main.ts';
import type { CliContext } from './context.ts';
import type { Finding } from './doctor/finding.ts';

/** Adds the command. It ends with 1 when there is a problem; warnings alone are no failure. */
export function addDoctor(program: Command, { streams, end }: Pick<CliContext, 'streams' | 'end'>): void {
  program
    .command('doctor')
    .description('check configuration, articles, prompts, model, store and port, and say what to do')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const [{ WEB_DIR }, { examine }] = await Promise.all([
        import('../app.ts'),
        import('./doctor/examine.ts'),
      ]);
      readDotenv();
      const findings = await examine({
        environment: explainEnvironment(),
        folder: process.cwd(),
        webDir: WEB_DIR,
        nodeVersion: process.versions.node,
      });
      const problems = findings.filter(({ state }) => state === 'problem').length;
      if (json) streams.print(JSON.stringify({ ok: problems === 0, findings }));
      else printFindings(findings, streams.print);
      end(problems === 0 ? 0 : 1);
    });
}

const SIGNS: Record<Finding['state'], string> = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' };

function printFindings(findings: readonly Finding[], print: (line: string) => void): void {
  for (const { part, state, message } of findings) print(`${SIGNS[state]}  ${part}: ${message}`);
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  print('');
  if (problems + warnings === 0) print('All is well.');
  else print(`${counted(problems, 'problem')}, ${counted(warnings, 'warning')}.`);
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
