import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { VARIABLES } from '../src/variables.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Rooms of `src/`, lowest first. A room may import what stands lower, and nothing beside it. */
const LAYERS = [
  ['protocol', 'figures', 'domain', 'errors', 'redis', 'reload', 'text', 'thread', 'trace'],
  ['knowledge', 'retrieval', 'prompt', 'model', 'store', 'live', 'limits', 'inspector', 'understanding'],
  ['answer', 'career', 'embedding', 'ingest'],
  ['chat'],
  ['server', 'api', 'metrics'],
  [
    'answering',
    'llm',
    'presenting',
    'readers',
    'reading',
    'reading-worker',
    'shared',
    'stage',
    'telemetry',
    'app',
    'main',
    'cli',
    'config',
    'variables',
  ],
];
/** Layers whose rooms know each other: the nouns at the bottom, the edge of the process at the top. */
const OPEN_LAYERS = [0, LAYERS.length - 1];

/** What crosses the wire; the web may know its types. */
const WIRE = ['src/protocol.ts', 'src/figures.ts', 'src/trace.ts', 'src/inspector/protocol.ts'];

/** `from > to`: imports that break the table on purpose. An exception that nobody uses fails, too. */
const EXCEPTIONS: Record<string, string> = {};

interface Source {
  /** Relative to the project, with `/`. */
  path: string;
  text: string;
}

function sourcesOf(folder: string): Source[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(ROOT, folder, name))
    .map((file) => ({ path: relative(ROOT, file), text: readFileSync(file, 'utf8') }));
}

const src = sourcesOf('src');
const web = sourcesOf('web');

/** Code without its comments, so that a word in a sentence is no use of it. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

interface Import {
  target: string;
  isTypeOnly: boolean;
}

/** What a file imports or exports from elsewhere, types included. */
function importsOf(text: string): Import[] {
  const code = withoutComments(text);
  const statements = [
    ...code.matchAll(/^\s*(?:import|export)\s+(type\s)?[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]/gm),
    ...code.matchAll(/^\s*import\s+()['"]([^'"]+)['"]/gm),
    ...code.matchAll(/\bimport\s*\(\s*()['"]([^'"]+)['"]/g),
  ];
  return statements.map(([, type, target = '']) => ({ target, isTypeOnly: Boolean(type) }));
}

/** The room of a file in `src/`: its folder, or its own name at the top. */
function roomOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/, '');
}

const layerOf = (room: string) => LAYERS.findIndex((rooms) => rooms.includes(room));

/** Relative imports of `src/` that leave their room, as `from > to`. */
function crossings(): { edge: string; from: string; to: string; path: string }[] {
  return src.flatMap(({ path, text }) =>
    importsOf(text)
      .filter(({ target }) => target.startsWith('.'))
      .map(({ target }) => ({ from: roomOf(path), to: roomOf(join(dirname(path), target)), path }))
      .filter(({ from, to }) => from !== to)
      .map((crossing) => ({ ...crossing, edge: `${crossing.from} > ${crossing.to}` })),
  );
}

function isAllowed({ from, to }: { from: string; to: string }): boolean {
  const [above, below] = [layerOf(from), layerOf(to)];
  return below < above || (below === above && OPEN_LAYERS.includes(above));
}

describe('layers', () => {
  test('the reader of imports sees every form of them', () => {
    const code = [
      "import { a } from './one.ts';",
      "import type {\n  B,\n} from './two.ts';",
      "export { c } from './three.ts';",
      "import './four.ts';",
      "const d = await import('./five.ts');",
      "// import { e } from './never.ts';",
    ].join('\n');
    expect(importsOf(code)).toEqual([
      { target: './one.ts', isTypeOnly: false },
      { target: './two.ts', isTypeOnly: true },
      { target: './three.ts', isTypeOnly: false },
      { target: './four.ts', isTypeOnly: false },
      { target: './five.ts', isTypeOnly: false },
    ]);
  });

  test('every file of src stands in a room of the table', () => {
    expect(src.filter(({ path }) => layerOf(roomOf(path)) < 0).map(({ path }) => path)).toEqual([]);
  });

  test('imports point down', () => {
    const wrong = crossings().filter((crossing) => !isAllowed(crossing) && !(crossing.edge in EXCEPTIONS));
    expect(wrong.map(({ path, edge }) => `${path}: ${edge}`)).toEqual([]);
  });

  test('every exception is used', () => {
    const used = new Set(crossings().map(({ edge }) => edge));
    expect(Object.keys(EXCEPTIONS).filter((edge) => !used.has(edge))).toEqual([]);
  });

  test('the web takes types from src, and only those of the wire', () => {
    const taken = web.flatMap(({ path, text }) =>
      importsOf(text)
        .filter(({ target }) => target.startsWith('.'))
        .map(({ target, isTypeOnly }) => ({ target: join(dirname(path), target), isTypeOnly, path }))
        .filter(({ target }) => target.startsWith('src/')),
    );
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.filter(({ target, isTypeOnly }) => !WIRE.includes(target) || !isTypeOnly)).toEqual([]);
  });

  test('only the edge of the process reads its environment', () => {
    const readers = [...src, ...web]
      .filter(({ text }) => /\bprocess\s*\.\s*env\b|\bprocess\s*\[/.test(withoutComments(text)))
      .map(({ path }) => path);
    expect(readers).toEqual(['src/config.ts']);
  });

  test('nothing is exported by default', () => {
    const defaults = [...src, ...web]
      .filter(
        ({ path, text }) => !path.endsWith('.d.ts') && /^\s*export\s+default\b|\bas\s+default\b/m.test(text),
      )
      .map(({ path }) => path);
    expect(defaults).toEqual([]);
  });
});

describe('file length', () => {
  const lengths = [...src, ...web].map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));

  test('no file has more than 250 lines', () => {
    expect(lengths.filter(({ lines }) => lines > 250)).toEqual([]);
  });

  test('half of the files have no more than 100 lines', () => {
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(100);
  });

  test('every file opens by saying what it is for', () => {
    const silent = [...src, ...web].filter(
      ({ path, text }) => !path.endsWith('.d.ts') && !/^\/\*\*/.test(text),
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});

describe('documents', () => {
  /** Rows of the README's table of variables: `name`, `default`, description. */
  function readmeRows() {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const section = readme.split(/^## Configuration$/m)[1]?.split(/^## /m)[0] ?? '';
    return [...section.matchAll(/^\| `(\w+)` \| (?:`([^`]*)`)? ?\| (.+) \|$/gm)].map(
      ([, name, value = '', description]) => ({ name, default: value, description }),
    );
  }

  test("the README's table of configuration is the server's own list", () => {
    expect(readmeRows()).toEqual(VARIABLES);
  });

  test('files that the README shows or links to are there', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('npm scripts that the README names exist', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

test('README names no test that is not there', () => {
  const named = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/`(tests\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});
