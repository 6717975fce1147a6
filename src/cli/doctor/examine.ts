/** Everything that the doctor looks at, in the order in which one would mend it. */
import type { EmbeddingConfig, ExplainedEnvironment, ModelConfig } from '../../config.ts';
import { checkEndpoint } from '../../model/check-endpoint.ts';
import { createOpenAiEmbedder } from '../../model/openai-embedder.ts';
import { checkEnvironment } from './environment.ts';
import { checkFiles } from './files.ts';
import { check, type Finding, ok, problem, warning } from './finding.ts';
import { missingPrefixes } from './known-prefixes.ts';
import { checkNode, checkPort, checkStore } from './machine.ts';

export interface Patient {
  environment: ExplainedEnvironment;
  /** Where the server would be started. */
  folder: string;
  /** The built pages. */
  webDir: string;
  /** Of Node, e.g. "20.20.0". */
  nodeVersion: string;
}

/** Milliseconds for one call of an embedding model, which may have to be loaded first. */
const EMBEDDING_WAIT_MS = 20_000;

/** Starts nothing, and changes nothing that is kept. Never rejects. @returns at least one finding of each part. */
export async function examine({ environment, folder, webDir, nodeVersion }: Patient): Promise<Finding[]> {
  const { config } = environment;
  const { host, port, storePath, model, embedding, redis, metrics } = config;
  const isShared = port !== 0 && metrics?.port === port;
  const found = await Promise.all([
    check('configuration', () => checkEnvironment(environment, folder)),
    checkFiles(config, webDir),
    check('model', () => checkModel(model)),
    embedding ? check('embedding', () => checkEmbedding(embedding)) : [],
    redis
      ? check('redis', async () => (await import('./redis.ts')).checkRedis(redis))
      : check('store', () => checkStore(storePath)),
    check('port', () => checkPort('port', host, port)),
    metrics && !isShared
      ? check('metrics port', () => checkPort('metrics port', metrics.host, metrics.port))
      : [],
  ]);
  if (isShared)
    found.push([problem('metrics port', `METRICS_PORT and PORT are both ${port}: change one of them.`)]);
  return [checkNode(nodeVersion), ...found.flat()];
}

async function checkModel(model: Readonly<ModelConfig> | undefined): Promise<Finding> {
  if (!model) return ok('model', 'None is set, so the rules answer.');
  const { baseUrl, apiKey, name } = model;
  const { state, message } = await checkEndpoint({ apiKey, model: name, ...(baseUrl ? { baseUrl } : {}) });
  const finding = { ok, unsure: warning, wrong: problem }[state];
  return finding('model', message);
}

/** Two vectors, the second timed: the first may have had to load the model. It costs a few tokens. */
async function checkEmbedding(embedding: Readonly<EmbeddingConfig>): Promise<Finding> {
  const { name: model, timeoutMs, ...endpoint } = embedding;
  const embedder = createOpenAiEmbedder({ ...endpoint, model, timeoutMs: EMBEDDING_WAIT_MS });
  try {
    const embed = (text: string) => embedder.embed([text], { signal: new AbortController().signal });
    await embed('Does it answer?');
    const from = performance.now();
    const { vectors } = await embed('How long does it take?');
    const ms = Math.round(performance.now() - from);
    const found = `${model} gives ${vectors[0]?.length} dimensions, in ${ms} ms`;
    const prefixes = missingPrefixes(model, embedding);
    if (ms >= timeoutMs)
      return warning(
        'embedding',
        `${found}; a question waits ${timeoutMs} ms, so words alone would decide: raise EMBEDDING_TIMEOUT_MS.`,
      );
    return prefixes === undefined
      ? ok('embedding', `${found}.`)
      : warning('embedding', `${found}, and finds more with words before each text: set ${prefixes}.`);
  } finally {
    embedder.close();
  }
}
