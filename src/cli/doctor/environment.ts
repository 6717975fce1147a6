/** Looks at the variables: wrong values, slips in names, and settings that do not go together. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'dotenv';
import type { ExplainedEnvironment } from '../../config.ts';
import { nearestVariable } from '../../variables/misspelt.ts';
import { VARIABLES } from '../../variables.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { findMistakes, LOCAL } from './mistakes.ts';

const PART = 'configuration';

/** @param folder where the server would be started. */
export async function checkEnvironment(
  environment: ExplainedEnvironment,
  folder: string,
): Promise<Finding[]> {
  const { config, problems, misspelt, isDevelopment } = environment;
  const findings = problems.map((each) => problem(PART, each));
  const names = new Map(misspelt.map(({ name, meant }) => [name, meant]));
  const dotenv = await readFile(join(folder, '.env')).catch(() => undefined);
  for (const name of Object.keys(dotenv ? parse(dotenv) : {})) {
    if (VARIABLES.some((known) => known.name === name)) continue;
    const { meant, edits } = nearestVariable(name);
    // Other programs read the same file, Docker Compose for one: their names are farther away.
    if (edits * 3 <= name.length) names.set(name, meant);
  }
  for (const [name, meant] of names)
    findings.push(warning(PART, `${name} is set, and nobody reads it: did you mean ${meant}?`));
  if (dotenv && !isDevelopment)
    findings.push(
      warning(
        PART,
        'There is a .env file here, which is not read with NODE_ENV=production: set the variables.',
      ),
    );
  if (isDevelopment && !LOCAL.has(config.host))
    findings.push(
      warning(
        PART,
        `HOST=${config.host} lets other machines in while NODE_ENV is not production: set NODE_ENV=production, or HOST=127.0.0.1.`,
      ),
    );
  if (config.allowedOrigins.includes('*'))
    findings.push(
      warning(
        PART,
        'ALLOWED_ORIGINS is *: every site may embed this chat and spend your tokens. List your own sites instead.',
      ),
    );
  findings.push(...findMistakes(environment).map((each) => warning(PART, each)));
  return findings.length > 0 ? findings : [ok(PART, 'Every variable has a good value.')];
}
