import { afterAll, describe, expect, test } from 'vitest';
import { byConcepts } from '../embedding/concepts.ts';
import { ask, openStage, useInspector, violations } from '../inspector/page.ts';
import { browserMissing } from '../support/browser.ts';
import { type EmbeddingEndpoint, startEmbeddings } from '../support/embeddings.ts';

describe.skipIf(browserMissing)('the inspector, with an embedding model', () => {
  let endpoint: EmbeddingEndpoint;
  const inspecting = useInspector(async () => {
    endpoint = await startEmbeddings(byConcepts);
    return {
      OPENAI_EMBEDDING_MODEL: 'tiny',
      OPENAI_EMBEDDING_BASE_URL: endpoint.baseUrl,
      EMBEDDING_TIMEOUT_MS: '5000',
    };
  });
  afterAll(() => endpoint.close());

  test('shows what of the score of each passage are words, and what is meaning', async () => {
    const { url } = inspecting.app;
    const state = async () => {
      const { parts } = (await (await fetch(`${url}/healthz`)).json()) as { parts: Record<string, string> };
      return parts.embedding;
    };
    await expect.poll(state).toBe('ok');
    const page = await inspecting.open({ forAxe: true });
    await ask(page, 'What does an AI engineer do?');
    const panel = await openStage(page, 'Retrieve');
    expect(panel).toMatch(/words -?\d+\.\d\d \+ meaning \d\.\d\d \(cosine -?\d\.\d\d\)/);
    expect(panel).toMatch(/Nearest by meaning: cosine \d\.\d\d/);
    expect(await violations(page)).toEqual([]);
  });
});
