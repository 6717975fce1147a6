import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config.ts';
import { VARIABLES } from '../src/variables.ts';

function problems(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).toMatchObject({ name: 'AppError', code: 'config_invalid' });
    return (error as Error).message.split('\n');
  }
  return [];
}

describe('an empty environment', () => {
  test('answers by rules, on this machine only', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 8787,
      host: '127.0.0.1',
      allowedOrigins: [],
      allowMissingOrigin: false,
    });
    expect(config).toMatchObject({ logLevel: 'info', shutdownTimeoutMs: 25_000 });
    expect(config.model).toBeUndefined();
    expect(isAbsolute(config.knowledgeDir)).toBe(true);
    expect(config.knowledgeDir).toMatch(/knowledge$/);
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('is the same as one of empty values', () => {
    const empty = Object.fromEntries(VARIABLES.map(({ name }) => [name, name === 'PORT' ? ' ' : '']));
    expect(loadConfig(empty)).toEqual(loadConfig({}));
  });

  test('is the same as one in which every documented default is written out', () => {
    const written = Object.fromEntries(VARIABLES.map((variable) => [variable.name, variable.default]));
    expect(loadConfig(written)).toEqual(loadConfig({}));
  });
});

describe('the model', () => {
  test('is switched on by a key, and then asked at its default address', () => {
    expect(loadConfig({ OPENAI_API_KEY: 'sk-1' }).model).toEqual({
      apiKey: 'sk-1',
      name: 'gpt-4o-mini',
      maxOutputTokens: 600,
      maxPromptTokens: 6000,
      firstDeltaTimeoutMs: 8000,
      gapTimeoutMs: 10_000,
      totalTimeoutMs: 120_000,
    });
  });

  test('is switched on by an address alone', () => {
    const { model } = loadConfig({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'tiny' });
    expect(model).toMatchObject({ baseUrl: 'http://127.0.0.1:11434/v1', name: 'tiny' });
    expect(model?.apiKey).not.toBe('');
  });
});

describe('the embedding model', () => {
  const of = (env: Record<string, string>) =>
    loadConfig({ OPENAI_EMBEDDING_MODEL: 'tiny', ...env }).embedding;

  test('is there only where it is named', () => {
    expect(loadConfig({ OPENAI_API_KEY: 'sk-1' }).embedding).toBeUndefined();
    expect(of({ OPENAI_API_KEY: 'sk-1' })).toEqual({ apiKey: 'sk-1', name: 'tiny', timeoutMs: 300 });
  });

  test('is asked where the model is, unless it has an address of its own', () => {
    const shared = { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' };
    expect(of(shared)).toMatchObject({ apiKey: 'sk-1', baseUrl: 'http://127.0.0.1:1/v1' });
    expect(of({ ...shared, OPENAI_EMBEDDING_API_KEY: 'sk-2' })).toMatchObject({ apiKey: 'sk-2' });
  });

  test("sends nobody else's key to an address of its own", () => {
    const own = { OPENAI_API_KEY: 'sk-1', OPENAI_EMBEDDING_BASE_URL: 'http://127.0.0.1:2/v1' };
    expect(of(own)).toMatchObject({ apiKey: '', baseUrl: 'http://127.0.0.1:2/v1' });
    expect(of({ ...own, OPENAI_EMBEDDING_API_KEY: 'sk-2' })).toMatchObject({ apiKey: 'sk-2' });
  });

  test('needs somebody to ask, and a price where dollars are counted', () => {
    expect(problems({ OPENAI_EMBEDDING_MODEL: 'tiny' })).toEqual([
      expect.stringContaining('OPENAI_EMBEDDING_BASE_URL='),
    ]);
    const paid = { DAILY_DOLLAR_BUDGET: '1', MODEL_PRICES: 'gpt-4o-mini=1/2', OPENAI_API_KEY: 'sk-1' };
    expect(problems({ ...paid, OPENAI_EMBEDDING_MODEL: 'tiny' })).toEqual([
      expect.stringContaining('MODEL_PRICES=tiny='),
    ]);
  });
});

describe('a wrong value', () => {
  test.each([
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '1e3'],
    ['OPENAI_BASE_URL', 'localhost:11434'],
    ['OPENAI_BASE_URL', 'ftp://host/v1'],
    ['OPENAI_BASE_URL', 'https://user:pass@host/v1'],
    ['ALLOWED_ORIGINS', 'example.com'],
    ['ALLOWED_ORIGINS', 'https://example.com/'],
    ['ALLOWED_ORIGINS', 'https://*.example.com/x'],
    ['ALLOW_MISSING_ORIGIN', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['MAX_OUTPUT_TOKENS', '0'],
    ['GAP_TIMEOUT_MS', '10s'],
    ['DAILY_TOKEN_BUDGET', '-5'],
    ['MODEL_PRICES', 'gpt-4o-mini=0.15'],
    ['MODEL_PRICES', 'gpt-4o-mini: 0.15/0.60'],
  ])('%s=%s is named, shown, and followed by a correct one', (name, value) => {
    const [problem = '', ...others] = problems({ [name]: value });
    expect(others).toEqual([]);
    expect(problem).toContain(`${name} is ${JSON.stringify(value)}`);
    const example = problem.slice(problem.lastIndexOf(`${name}=`) + name.length + 1);
    expect(problems({ [name]: example })).toEqual([]);
  });

  test('of a budget in dollars is one whose model has no price', () => {
    const env = { OPENAI_MODEL: 'big', MODEL_PRICES: 'small=1/2', DAILY_DOLLAR_BUDGET: '2.50' };
    expect(problems(env)).toEqual([expect.stringContaining('MODEL_PRICES=big=')]);
    const { model, budget } = loadConfig({
      ...env,
      OPENAI_API_KEY: 'sk-1',
      MODEL_PRICES: 'small=1/2, big=2.5/10',
    });
    expect(budget.dollarsPerDay).toBe(2.5);
    expect(model).toMatchObject({ price: { input: 2.5, output: 10 } });
  });

  test('of a key is not shown', () => {
    const [problem = ''] = problems({ OPENAI_API_KEY: 'sk-secret with-space' });
    expect(problem).toContain('OPENAI_API_KEY has a value that is not shown');
    expect(problem).not.toContain('secret');
  });

  test('of an origin says which origin was meant', () => {
    const [problem = ''] = problems({ ALLOWED_ORIGINS: 'https://ok.example, https://Shop.example/page' });
    expect(problem).toContain('did you mean https://shop.example?');
  });

  test('does not hide the others', () => {
    expect(problems({ PORT: 'x', LOG_LEVEL: 'y', HOST: 'fine', GAP_TIMEOUT_MS: 'z' })).toHaveLength(3);
  });
});

test('several origins are read from one list', () => {
  const { allowedOrigins } = loadConfig({ ALLOWED_ORIGINS: ' https://a.example ,http://localhost:3000, ' });
  expect(allowedOrigins).toEqual(['https://a.example', 'http://localhost:3000']);
});

test('.env.example documents every variable with its default, and no other', () => {
  const written = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const expected = VARIABLES.map(
    (variable) => `# ${variable.description}\n# ${variable.name}=${variable.default}\n`,
  );
  expect(written.slice(written.indexOf('\n\n') + 2)).toBe(expected.join('\n'));
});
