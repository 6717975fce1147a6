/** The container's image without an engine: carries out the Dockerfile's instructions in folders of this machine. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import dockerignore from '@balena/dockerignore';
import { type Copy, DockerfileParser, type Env, type JSONInstruction } from 'dockerfile-ast';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** What a container of the image starts with. */
export interface Image {
  /** Folder that is the container's `/`. */
  root: string;
  workdir: string;
  env: Record<string, string>;
  user: string;
  command: string[];
  healthcheck: string[];
}

/** The same as in an engine, but for where packages come from: those that this checkout has installed. */
const RUNS: Record<string, (root: string, workdir: string) => Promise<unknown>> = {
  'npm ci --ignore-scripts': (root, workdir) =>
    symlink(join(ROOT, 'node_modules'), join(root, workdir, 'node_modules'), 'dir'),
  'npm run build && npm prune --omit=dev --ignore-scripts': async (root, workdir) =>
    run('npm', ['run', '--silent', 'build'], { cwd: join(root, workdir) }),
  'mkdir /data && chown node:node /data': (root) => mkdir(join(root, 'data')),
};

/** Builds into a new folder below `folder`. @throws for an instruction that it does not know, and a source that is not there. */
export async function buildImage(folder: string): Promise<Image> {
  const dockerfile = DockerfileParser.parse(await readFile(join(ROOT, 'Dockerfile'), 'utf8'));
  const image: Image = { root: '', workdir: '/', env: {}, user: 'root', command: [], healthcheck: [] };
  const stages = new Map<string, string>();
  for (const instruction of dockerfile.getInstructions()) {
    const said = instruction.getArgumentsContent()?.replace(/\\\n\s*/g, '') ?? '';
    switch (instruction.getKeyword()) {
      case 'FROM': {
        const name = / AS (\S+)$/i.exec(said)?.[1] ?? 'last';
        Object.assign(image, { root: join(folder, name), workdir: '/', env: {}, user: 'root' });
        stages.set(name, image.root);
        await mkdir(image.root, { recursive: true });
        break;
      }
      case 'WORKDIR':
        image.workdir = said;
        await mkdir(join(image.root, said), { recursive: true });
        break;
      case 'ENV':
        for (const { name, value } of propertiesOf(instruction as Env)) image.env[name] = value;
        break;
      case 'COPY':
        await copy(instruction as Copy, image, stages);
        break;
      case 'RUN': {
        const carryOut = RUNS[said];
        if (!carryOut) throw new Error(`Tell the test how to do this without an engine: RUN ${said}`);
        await carryOut(image.root, image.workdir);
        break;
      }
      case 'USER':
        image.user = said;
        break;
      case 'CMD':
        image.command = stringsOf(instruction as JSONInstruction);
        break;
      case 'HEALTHCHECK':
        image.healthcheck = JSON.parse(said.slice(said.indexOf('CMD ') + 4)) as string[];
        break;
    }
  }
  return image;
}

const propertiesOf = (instruction: Env) =>
  instruction.getProperties().map((each) => ({ name: each.getName(), value: each.getValue() ?? '' }));
const stringsOf = (instruction: JSONInstruction) =>
  instruction.getJSONStrings().map((each) => JSON.parse(each.getValue()) as string);

async function copy(instruction: Copy, { root, workdir }: Image, stages: Map<string, string>) {
  const sources = instruction.getArguments().map((each) => each.getValue());
  const target = sources.pop() ?? '';
  const from = instruction
    .getFlags()
    .find((flag) => flag.getName() === 'from')
    ?.getValue();
  const base = from === undefined ? ROOT : stages.get(from ?? '');
  if (base === undefined) throw new Error(`COPY --from=${from}: there is no such stage`);
  const isSent = from === undefined ? await contextFilter() : () => true;
  for (const source of sources) {
    const path = join(base, source);
    const isFolder = (await stat(path)).isDirectory();
    if (!isFolder && !isSent(source))
      throw new Error(`COPY ${source}: .dockerignore keeps it from the build`);
    // A folder's content is copied, a file keeps its name where the target is a folder.
    const into = join(root, workdir, target, isFolder || !target.endsWith('/') ? '' : basename(source));
    if (basename(source) === 'node_modules') await copyInstalled(dirname(into));
    else if (source === '.') await copyContext(into, isSent);
    else await cp(path, into, { recursive: true });
  }
}

async function contextFilter(): Promise<(path: string) => boolean> {
  // Its types tell of a default export, which Node does not see in its CommonJS.
  const ignored = (dockerignore as unknown as typeof dockerignore.default)().add(
    await readFile(join(ROOT, '.dockerignore'), 'utf8'),
  );
  return ignored.createFilter();
}

async function copyContext(into: string, isSent: (path: string) => boolean): Promise<void> {
  for (const name of (await readdir(ROOT)).filter(isSent))
    await cp(join(ROOT, name), join(into, name), { recursive: true });
}

/** What `npm prune --omit=dev` leaves, by the lock file, as far as it is for this machine. */
async function copyInstalled(into: string): Promise<void> {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  const kept = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);
  for (const [path] of kept) {
    const from = join(ROOT, path);
    if (!existsSync(from)) continue;
    // What is installed within has a line of its own.
    const filter = (each: string) => each === from || basename(each) !== 'node_modules';
    await cp(from, join(into, path), { recursive: true, filter });
  }
}
