/** Everything that the doctor looks at, in the order in which one would mend it. */
import type { Config, ExplainedEnvironment, ModelConfig } from '../../config.ts';
import { checkEndpoint } from '../../model/check-endpoint.ts';
import { checkEnvironment } from './environment.ts';
import { checkFiles } from './files.ts';
import { check, type Finding, ok, problem, warning } from './finding.ts';
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

/** Starts nothing, and changes nothing that is kept. Never rejects. @returns at least one finding of each part. */
export async function examine({ environment, folder, webDir, nodeVersion }: Patient): Promise<Finding[]> {
  const { config } = environment;
  const { host, port, storePath, model, redis, metrics } = config;
  const isShared = port !== 0 && metrics?.port === port;
  const found = await Promise.all([
    check('configuration', () => checkEnvironment(environment, folder)),
    checkFiles(config, webDir),
    check('model', () => checkModel(model)),
    redis ? check('redis', () => checkRedis(redis)) : check('store', () => checkStore(storePath)),
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

/** One attempt, by the means of the server. */
async function checkRedis(redis: NonNullable<Config['redis']>): Promise<Finding> {
  const { createRedis } = await import('../../redis/connection.ts');
  const link = createRedis({ ...redis, log: { info() {}, error() {} } });
  try {
    await link.start();
    const reason = link.reason();
    return reason === undefined
      ? ok('redis', 'It answers, and can be written to.')
      : problem('redis', `Redis ${reason}.`);
  } finally {
    await link.close();
  }
}
