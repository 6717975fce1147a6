/** `crossroads init`: writes a folder with which a new owner can start. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { AppError } from '../errors.ts';
import { VARIABLES } from '../variables.ts';
import type { CliContext } from './context.ts';

/** Beside `src` and `dist` alike. */
const own = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Adds the command. */
export function addInit(program: Command, { streams }: Pick<CliContext, 'streams'>): void {
  program
    .command('init')
    .description('write a starter folder: an example article, prompts and settings')
    .argument('<folder>', 'where; it is made if it is not there')
    .action(async (folder: string) => {
      const written = await writeStarter(resolve(folder));
      for (const path of written) streams.print(`wrote ${join(folder, path)}`);
      streams.print('');
      streams.print(`Next: cd ${folder} && ${callFrom(resolve(folder))} serve`);
      streams.print('Then replace knowledge/example.md by your articles; the running server reads them.');
    });
}

/** How this program is called from another folder: by its name where it has one on the path, else by its file. */
function callFrom(folder: string): string {
  const program = process.argv[1] ?? 'crossroads';
  return basename(program) === 'crossroads' ? 'crossroads' : `node ${relative(folder, resolve(program))}`;
}

/**
 * Writes all files or, where anything of theirs is there already, none.
 * @returns their paths within the folder.
 * @throws AppError `config_invalid`
 */
export async function writeStarter(folder: string): Promise<string[]> {
  const files: Record<string, string> = {
    'README.md': await readFile(own('starter/README.md'), 'utf8'),
    ...(await folderOf('starter/knowledge', 'knowledge')),
    ...(await folderOf('prompts', 'prompts')),
    '.env': ENV,
    '.env.example': envExample(),
    '.gitignore': 'data/\n.env\n',
  };
  const tops = new Set(Object.keys(files).map((path) => path.split('/')[0] ?? path));
  const there: string[] = [];
  for (const top of tops) if (await exists(join(folder, top))) there.push(top);
  if (there.length > 0)
    throw new AppError(
      'config_invalid',
      `${folder} already holds ${there.join(', ')}, so nothing was written: name a new folder.`,
    );
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text, { flag: 'wx' });
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new AppError('config_invalid', `${folder} cannot be written (${code}): name another folder.`, {
      cause,
    });
  }
  return Object.keys(files);
}

const ENV = `# Settings of this folder; every one there is stands in .env.example.
KNOWLEDGE_DIR=./knowledge
PROMPTS_DIR=./prompts
# What "crossroads demo" asks, if you write a script.yaml there; ours asks about our own articles.
STAGE_DIR=./stage
`;

/** Every variable with its default, commented out. */
export function envExample(): string {
  const head =
    '# Copy to .env and uncomment what you change. Nothing is required: without a key the rules answer.\n';
  return [
    head,
    ...VARIABLES.map(({ name, description, default: value }) => `# ${description}\n# ${name}=${value}\n`),
  ].join('\n');
}

async function folderOf(from: string, to: string): Promise<Record<string, string>> {
  const names = await readdir(own(from));
  const files = names.map(async (name) => [`${to}/${name}`, await readFile(join(own(from), name), 'utf8')]);
  return Object.fromEntries(await Promise.all(files)) as Record<string, string>;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    // Whatever else is wrong is found when it is written to.
    () => false,
  );
}
