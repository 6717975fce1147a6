import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { examine } from '../../src/cli/doctor/examine.ts';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { explainEnvironment } from '../../src/config.ts';
import { startApp } from '../e2e/app.ts';
import { startEmbeddings } from '../support/embeddings.ts';
import { noRedis, startRedis } from '../support/redis.ts';
import { crossroads } from './crossroads.ts';

const root = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** A folder in which everything is well, and the environment that says so. */
async function healthy() {
  const folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(root('prompts'), join(folder, 'prompts'), { recursive: true });
  await cp(root('knowledge'), join(folder, 'knowledge'), { recursive: true });
  await mkdir(join(folder, 'web'));
  for (const page of ['index.html', 'widget.js']) await writeFile(join(folder, 'web', page), 'page');
  const env: Record<string, string> = {
    PORT: '0',
    KNOWLEDGE_DIR: join(folder, 'knowledge'),
    PROMPTS_DIR: join(folder, 'prompts'),
    STORE_PATH: join(folder, 'data', 'crossroads.db'),
  };
  return {
    folder,
    write: (path: string, text: string) => writeFile(join(folder, path), text),
    /** What the doctor says that is not `ok`, with these variables changed. */
    async complaints(changes: Record<string, string> = {}, nodeVersion = '20.20.0'): Promise<Finding[]> {
      const environment = explainEnvironment({ ...env, ...changes });
      const found = await examine({ environment, folder, webDir: join(folder, 'web'), nodeVersion });
      return found.filter(({ state }) => state !== 'ok');
    },
  };
}
type Healthy = Awaited<ReturnType<typeof healthy>>;

/** An endpoint on a free port; its address ends in /v1. */
async function endpoint(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}
const json =
  (status: number, body: unknown): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

/** An address where somebody listened until just now. */
async function closedEndpoint(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return `http://127.0.0.1:${port}/v1`;
}
const models = { data: [{ id: 'small' }, { id: 'large' }] };

test('where all is well, nothing is complained of', async () => {
  const patient = await healthy();
  expect(await patient.complaints()).toEqual([]);
  const url = await endpoint(json(200, models));
  expect(await patient.complaints({ OPENAI_BASE_URL: url, OPENAI_MODEL: 'small' })).toEqual([]);
});

/** What is planted, in which part it is found, as what, and words of the advice. */
const PLANTED: [
  name: string,
  Finding['part'],
  Finding['state'],
  advice: RegExp,
  (patient: Healthy) => Promise<Finding[]>,
][] = [
  [
    'a number that is none',
    'configuration',
    'problem',
    /PORT is "80a".*PORT=8787/,
    (p) => p.complaints({ PORT: '80a' }),
  ],
  [
    'a budget without a price',
    'configuration',
    'problem',
    /MODEL_PRICES=/,
    (p) => p.complaints({ DAILY_DOLLAR_BUDGET: '2' }),
  ],
  [
    'a Redis that is not there',
    'redis',
    'problem',
    /does not listen.*start it/,
    (p) => p.complaints({ REDIS_URL: 'redis://user:secret@127.0.0.1:1' }),
  ],
  [
    'a slip in a name',
    'configuration',
    'warning',
    /OPENAI_APIKEY.*OPENAI_API_KEY/,
    (p) => p.complaints({ OPENAI_APIKEY: 'sk-1' }),
  ],
  [
    'a name of another tool in .env',
    'configuration',
    'warning',
    /KNOWLEDGE_PATH.*KNOWLEDGE_DIR/,
    async (p) => {
      await p.write('.env', 'KNOWLEDGE_PATH=./mine\nREDIS_PASSWORD=x\nNODE_ENV=development\n');
      return p.complaints();
    },
  ],
  [
    'a .env that production does not read',
    'configuration',
    'warning',
    /not read with NODE_ENV=production/,
    async (p) => {
      await p.write('.env', 'PORT=1\n');
      return p.complaints({ NODE_ENV: 'production', TRUSTED_PROXY_HOPS: '1' });
    },
  ],
  [
    'development open to the network',
    'configuration',
    'warning',
    /NODE_ENV=production/,
    (p) => p.complaints({ HOST: '0.0.0.0' }),
  ],
  [
    'a folder without articles',
    'knowledge',
    'problem',
    /no \.md, \.txt or \.jsonl file/,
    async (p) => {
      await mkdir(join(p.folder, 'empty'));
      return p.complaints({ KNOWLEDGE_DIR: join(p.folder, 'empty') });
    },
  ],
  [
    'front matter with a wrong date',
    'knowledge',
    'problem',
    /bad\.md:2.*2026-02-28/,
    async (p) => {
      await p.write('knowledge/bad.md', '---\nas_of: yesterday\n---\n\n# Bad\n\nText.\n');
      return p.complaints();
    },
  ],
  [
    'an unknown key in the lexicon',
    'lexicon',
    'problem',
    /lexicon\.yaml.*synonyms/,
    async (p) => {
      await p.write('knowledge/lexicon.yaml', 'synonyms: []\n');
      return p.complaints();
    },
  ],
  [
    'a career file that names no path',
    'career tools',
    'problem',
    /skills\.yaml/,
    async (p) => {
      await p.write('knowledge/skills.yaml', 'skills:\n  - id: only\n');
      return p.complaints();
    },
  ],
  [
    'a prompt with an unknown variable',
    'prompts',
    'problem',
    /answer\.md:1.*\{\{notCovered\}\}/,
    async (p) => {
      await p.write('prompts/answer.md', 'Answer {{quickly}}.');
      return p.complaints();
    },
  ],
  [
    'an index of other articles',
    'knowledge',
    'warning',
    /crossroads index/,
    async (p) => {
      await p.write('knowledge/.crossroads-index', 'no index');
      return p.complaints();
    },
  ],
  [
    'a store below a file',
    'store',
    'problem',
    /STORE_PATH/,
    (p) => p.complaints({ STORE_PATH: join(p.folder, 'web', 'widget.js', 'x.db') }),
  ],
  [
    'a store that is no database',
    'store',
    'problem',
    /backup/,
    async (p) => {
      await p.write('broken.db', 'This is a letter to my aunt. '.repeat(200));
      return p.complaints({ STORE_PATH: join(p.folder, 'broken.db') });
    },
  ],
  [
    'a port that another program holds',
    'port',
    'problem',
    /Stop the other program/,
    async (p) => {
      const url = await endpoint(json(404, {}));
      return p.complaints({ PORT: new URL(url).port });
    },
  ],
  [
    'a port for metrics that another program holds',
    'metrics port',
    'problem',
    /e\.g\. METRICS_PORT=/,
    async (p) => p.complaints({ METRICS_PORT: new URL(await endpoint(json(404, {}))).port }),
  ],
  [
    'pages that were never built',
    'pages',
    'problem',
    /npm run build/,
    async (p) => {
      await rm(join(p.folder, 'web', 'widget.js'));
      return p.complaints();
    },
  ],
  ['a Node that is too old', 'node', 'problem', /20\.19/, (p) => p.complaints({}, '18.20.1')],
  [
    'a key that is refused',
    'model',
    'problem',
    /OPENAI_API_KEY/,
    async (p) =>
      p.complaints({
        OPENAI_BASE_URL: await endpoint(json(401, { error: { message: 'sk-wrong' } })),
        OPENAI_API_KEY: 'sk-wrong',
      }),
  ],
  [
    'a model that is not there',
    'model',
    'problem',
    /small, large/,
    async (p) => {
      const url = await endpoint((request, response) => {
        const [status, body] =
          request.url === '/v1/models' ? [200, models] : [404, { error: { code: 'model_not_found' } }];
        json(status as number, body)(request, response);
      });
      return p.complaints({ OPENAI_BASE_URL: url, OPENAI_MODEL: 'huge' });
    },
  ],
  [
    'an address without its /v1',
    'model',
    'problem',
    /\/v1: set OPENAI_BASE_URL/,
    async (p) => {
      const url = await endpoint((request, response) =>
        json(request.url === '/v1/models' ? 200 : 404, models)(request, response),
      );
      return p.complaints({ OPENAI_BASE_URL: new URL(url).origin });
    },
  ],
  [
    'an address where nobody listens',
    'model',
    'problem',
    /ECONNREFUSED.*OPENAI_BASE_URL/,
    async (p) => p.complaints({ OPENAI_BASE_URL: await closedEndpoint() }),
  ],
  [
    'an endpoint that leads elsewhere',
    'model',
    'problem',
    /final address/,
    async (p) => {
      const url = await endpoint((_request, response) =>
        response.writeHead(308, { location: 'http://127.0.0.1:1/' }).end(),
      );
      return p.complaints({ OPENAI_BASE_URL: url });
    },
  ],
  [
    'a key in quotes',
    'configuration',
    'warning',
    /OPENAI_API_KEY stands in quotes/,
    async (p) =>
      p.complaints({
        OPENAI_API_KEY: '"sk-1"',
        OPENAI_BASE_URL: await endpoint(json(200, models)),
        OPENAI_MODEL: 'small',
      }),
  ],
  [
    'a key that is the placeholder of an example',
    'configuration',
    'warning',
    /API_KEYS is the placeholder/,
    (p) => p.complaints({ API_KEYS: 'a-long-random-key' }),
  ],
  [
    'an address that ends in the name of a call',
    'configuration',
    'warning',
    /OPENAI_BASE_URL ends in the name of a call/,
    async (p) => {
      const url = await endpoint(json(200, models));
      const found = await p.complaints({ OPENAI_BASE_URL: `${url}/chat/completions`, OPENAI_MODEL: 'small' });
      return found.filter(({ part }) => part === 'configuration');
    },
  ],
  [
    'a model without a key',
    'configuration',
    'warning',
    /OPENAI_MODEL is set, but no model is.*OPENAI_API_KEY/,
    (p) => p.complaints({ OPENAI_MODEL: 'llama3.2' }),
  ],
  [
    'a budget in which no call fits',
    'configuration',
    'warning',
    /DAILY_TOKEN_BUDGET=100 is less than one call.*raise it/,
    async (p) =>
      p.complaints({
        DAILY_TOKEN_BUDGET: '100',
        OPENAI_BASE_URL: await endpoint(json(200, models)),
        OPENAI_MODEL: 'small',
      }),
  ],
  [
    'limits of time that stand upside down',
    'configuration',
    'warning',
    /FIRST_DELTA_TIMEOUT_MS is not below TOTAL_TIMEOUT_MS/,
    async (p) =>
      p.complaints({
        FIRST_DELTA_TIMEOUT_MS: '60000',
        TOTAL_TIMEOUT_MS: '20000',
        OPENAI_BASE_URL: await endpoint(json(200, models)),
        OPENAI_MODEL: 'small',
      }),
  ],
  [
    'a proxy that is not trusted',
    'configuration',
    'warning',
    /TRUSTED_PROXY_HOPS=1, or all visitors count as this machine/,
    (p) => p.complaints({ NODE_ENV: 'production' }),
  ],
  [
    'an origin without https://',
    'configuration',
    'problem',
    /did you mean https:\/\/www\.shop\.example\?/,
    (p) => p.complaints({ ALLOWED_ORIGINS: 'www.shop.example/blog' }),
  ],
];

test.each(PLANTED)('finds %s', async (_name, part, state, advice, plant) => {
  const complaints = await plant(await healthy());
  expect(complaints).toEqual([{ part, state, message: expect.stringMatching(advice) }]);
});

describe.skipIf(noRedis)('a Redis', () => {
  test.each<[string, string, RegExp]>([
    ['that refuses the password', 'redis://:wrong@HOST', /refuses the user or the password/],
    ['that wants a password', 'redis://HOST', /refuses the user or the password/],
    ['that has no such database', 'redis://:right@HOST/99', /no database of that number/],
    ['that speaks no TLS', 'rediss://:right@HOST', /without TLS, write redis:\/\//],
  ])('%s is found', async (_name, url, advice) => {
    const redis = await startRedis(['--requirepass', 'right']);
    onTestFinished(() => redis.stop());
    const patient = await healthy();
    const complaints = await patient.complaints({
      REDIS_URL: url.replace('HOST', `127.0.0.1:${redis.port}`),
    });
    expect(complaints).toEqual([{ part: 'redis', state: 'problem', message: expect.stringMatching(advice) }]);
    expect(await patient.complaints({ REDIS_URL: `redis://:right@127.0.0.1:${redis.port}/3` })).toEqual([]);
  });
});

test.skipIf(noRedis)(
  'a Redis whose user lacks rights, or that forgets when it is full, is found',
  async () => {
    const redis = await startRedis([
      ...['--user', 'chat', 'on', '>a-pass-w0rd', '~*', 'resetchannels', '+@all'],
      ...['--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru'],
    ]);
    onTestFinished(() => redis.stop());
    const patient = await healthy();
    const mute = redis.url.replace('//', '//chat:a-pass-w0rd@');
    expect(await patient.complaints({ REDIS_URL: mute })).toEqual([
      { part: 'redis', state: 'problem', message: expect.stringMatching(/let this user.*channels/) },
    ]);
    expect(await patient.complaints({ REDIS_URL: redis.url })).toEqual([
      { part: 'redis', state: 'warning', message: expect.stringMatching(/allkeys-lru.*noeviction/) },
    ]);
  },
);

test('one fault hides no other, and no key is shown', async () => {
  const patient = await healthy();
  await patient.write('prompts/question.md', '');
  const complaints = await patient.complaints({
    LOG_LEVEL: 'loud',
    OPENAI_API_KEY: 'sk secret',
    OPENAI_BASE_URL: 'http://127.0.0.1:1/v1',
    KNOWLEDGE_DIR: join(patient.folder, 'nowhere'),
  });
  expect(complaints.map(({ part }) => part)).toEqual([
    'configuration',
    'configuration',
    'knowledge',
    'prompts',
    'model',
  ]);
  expect(JSON.stringify(complaints)).not.toContain('secret');
});

test('a server of ours that runs is no fault', async () => {
  const app = await startApp();
  const patient = await healthy();
  expect(await patient.complaints({ PORT: new URL(app.url).port })).toEqual([]);
});

test('the command prints what it found, and ends with 1 for a problem only', async () => {
  const env = { STORE_PATH: ':memory:', PORT: '0' };
  const [good, bad] = await Promise.all([
    crossroads(['doctor', '--json'], { env }),
    crossroads(['doctor'], { env: { ...env, PROMPTS_DIR: '/nowhere' } }),
  ]);
  const { ok, findings } = JSON.parse(good.stdout) as { ok: boolean; findings: Finding[] };
  const problems = findings.filter(({ state }) => state === 'problem');
  // A clone that was not built yet lacks its pages.
  expect(problems.every(({ part }) => part === 'pages')).toBe(true);
  expect([ok, good.code]).toEqual(problems.length === 0 ? [true, 0] : [false, 1]);
  expect(findings).toContainEqual({
    part: 'store',
    state: 'warning',
    message: expect.stringContaining(':memory:'),
  });
  expect(bad.code).toBe(1);
  expect(bad.stdout).toMatch(/^PROBLEM {2}prompts: .*\/nowhere.* cannot be read/m);
});

test('an embedding model is asked for a vector: one that is wrong, late or none is said to be so', async () => {
  const patient = await healthy();
  const embeddings = await startEmbeddings(() => [1, 2, 3]);
  onTestFinished(embeddings.close);
  const env = { OPENAI_EMBEDDING_MODEL: 'tiny', OPENAI_EMBEDDING_BASE_URL: embeddings.baseUrl };
  const complaints = (more: Record<string, string> = {}) =>
    patient.complaints({ EMBEDDING_TIMEOUT_MS: '10000', ...env, ...more });
  expect(await complaints()).toEqual([]);
  const of = (state: Finding['state'], advice: RegExp) => [
    { part: 'embedding', state, message: expect.stringMatching(advice) },
  ];
  const e5 = { OPENAI_EMBEDDING_MODEL: 'intfloat/multilingual-e5-small' };
  expect(await complaints(e5)).toEqual(
    of('warning', /EMBEDDING_QUERY_PREFIX="query:" and EMBEDDING_PASSAGE_PREFIX="passage:"/),
  );
  expect(await complaints({ ...e5, EMBEDDING_QUERY_PREFIX: 'query:' })).toEqual([]);
  expect(await complaints({ EMBEDDING_DIMENSIONS: '5' })).toEqual(of('problem', /EMBEDDING_DIMENSIONS/));
  embeddings.set('status 401');
  expect(await complaints()).toEqual(of('problem', /OPENAI_EMBEDDING_API_KEY/));
  embeddings.set('html 200');
  expect(await complaints()).toEqual(of('problem', /no list of embeddings/));
  const slow = await endpoint((_request, response) => {
    const reply = JSON.stringify({ data: [{ index: 0, embedding: [1, 2] }] });
    setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(reply), 40);
  });
  expect(await complaints({ OPENAI_EMBEDDING_BASE_URL: slow, EMBEDDING_TIMEOUT_MS: '20' })).toEqual(
    of('warning', /2 dimensions.*raise EMBEDDING_TIMEOUT_MS/),
  );
});
