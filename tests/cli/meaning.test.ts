import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { byConcepts } from '../embedding/concepts.ts';
import { folder } from '../knowledge/folder.ts';
import { startEmbeddings } from '../support/embeddings.ts';
import { crossroads, fromLines, toLines } from './crossroads.ts';

const GARDEN = `# The garden

## Slugs

Slugs eat lettuce at night, and hide under stones by day.

## Butts

Rain fills the butt in an hour, and a lid keeps the gnats away.
`;
/** In words that the garden does not use. */
const MEANT = 'Do gastropods like salad?';

interface Found {
  passages: { heading: string }[];
}

async function setUp() {
  const endpoint = await startEmbeddings(byConcepts);
  onTestFinished(endpoint.close);
  const { path } = await folder({ 'garden.md': GARDEN });
  const store = await folder({});
  const env = {
    KNOWLEDGE_DIR: path,
    STORE_PATH: join(store.path, 'store.db'),
    OPENAI_EMBEDDING_MODEL: 'tiny',
    OPENAI_EMBEDDING_BASE_URL: endpoint.baseUrl,
    EMBEDDING_TIMEOUT_MS: '5000',
  };
  return { endpoint, env };
}

test('search finds by meaning what the server would, and passages are embedded by the first command alone', async () => {
  const { endpoint, env } = await setUp();
  const first = await crossroads(['search', '--json', MEANT], { env });
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect((JSON.parse(first.stdout) as Found).passages[0]?.heading).toBe('Slugs');
  const ofPassages = () => endpoint.texts().filter((text) => text.startsWith('The garden')).length;
  expect(ofPassages()).toBe(2);

  const lines = await crossroads(['search', '--jsonl'], { env, input: toLines([{ id: 1, query: MEANT }]) });
  expect(fromLines<Found>(lines.stdout)[0]?.passages[0]?.heading).toBe('Slugs');
  const shown = await crossroads(['search', MEANT], { env });
  expect(shown.stdout).toMatch(/score .*, cosine 0\.\d\d, covers/);
  expect(ofPassages()).toBe(2);

  const { OPENAI_EMBEDDING_MODEL: _, ...byWords } = env;
  const alone = await crossroads(['search', '--json', MEANT], { env: byWords });
  expect((JSON.parse(alone.stdout) as Found).passages).toEqual([]);
});

test('a dead embedding model is said, and words find the passages', async () => {
  const { endpoint, env } = await setUp();
  endpoint.set('status 401');
  const { code, stdout, stderr } = await crossroads(['ask', 'What do slugs eat?'], { env });
  expect(code).toBe(0);
  expect(stdout).toContain('Slugs eat lettuce');
  expect(stderr).toContain('embedding is failing: upstream_auth; words alone find the passages');
});
