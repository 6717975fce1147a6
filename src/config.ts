/** The only reader of the environment: names every variable, checks them all at once, and freezes the result. */
import { AppError } from './errors.ts';
import type { LimitsOptions } from './limits/limits.ts';
import type { LEVELS, Spec } from './variables/kinds.ts';
import { findMisspelt } from './variables/misspelt.ts';
import { specs, type Values } from './variables.ts';

export interface ModelConfig {
  /** A placeholder when only a base URL is set: local servers ask for none, and the SDK insists on one. */
  apiKey: string;
  /** Absent: the SDK's own default, OpenAI. */
  baseUrl?: string;
  name: string;
  maxOutputTokens: number;
  maxPromptTokens: number;
  /** US dollars a million tokens; absent when not told. */
  price?: { input: number; output: number };
  firstDeltaTimeoutMs: number;
  gapTimeoutMs: number;
  totalTimeoutMs: number;
}

export interface EmbeddingConfig {
  /** Empty where a local server asks for none. */
  apiKey: string;
  /** Absent: the SDK's own default, OpenAI. */
  baseUrl?: string;
  name: string;
  /** Absent: the model's own. */
  dimensions?: number;
  /** What the model wants before each question; absent: nothing. */
  queryPrefix?: string;
  /** The same before each passage. */
  passagePrefix?: string;
  /** That a question waits for its vector. */
  timeoutMs: number;
  /** US dollars a million tokens; absent when not told. */
  price?: { input: number; output: number };
}

export interface Config {
  port: number;
  host: string;
  /** Absent: the rules answer. */
  model?: Readonly<ModelConfig>;
  /** Absent: passages are found by words alone. */
  embedding?: Readonly<EmbeddingConfig>;
  /** Of all models together, a day; 0 for no limit. */
  budget: Readonly<{ tokensPerDay: number; visitorTokensPerDay: number; dollarsPerDay: number }>;
  allowedOrigins: readonly string[];
  allowMissingOrigin: boolean;
  /** Keys of programs; empty: their interfaces are not there. */
  apiKeys: readonly string[];
  limits: Readonly<LimitsOptions>;
  knowledgeDir: string;
  promptsDir: string;
  /** Holds the demonstration's script and recordings. */
  stageDir: string;
  recordingsDir: string;
  /** Absent: no inspector. Without a token of the owner's, each start makes one. */
  inspector?: Readonly<{ token?: string }>;
  /** Whether OpenTelemetry is told questions and answers. */
  telemetryContent: boolean;
  /** A file, or `:memory:`. */
  storePath: string;
  /** Absent: nothing is shared with other servers. */
  redis?: Readonly<{ url: string; prefix: string }>;
  /** Where `/metrics` is; absent: nothing is measured. */
  metrics?: Readonly<{ port: number; host: string }>;
  retentionDays: number;
  logLevel: (typeof LEVELS)[number];
  shutdownTimeoutMs: number;
}

/**
 * @param env Default: the process's own. An empty value counts as unset.
 * @throws AppError `config_invalid` that names every wrong variable, its value unless secret, and a correct one.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Readonly<Config> {
  const values = readValues(env);
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: url } = values;
  const price = priceOf(values, values.OPENAI_MODEL);
  const embedding = embeddingOf(values);
  const model: ModelConfig = {
    apiKey: apiKey ?? 'none',
    ...(url === undefined ? {} : { baseUrl: url }),
    name: values.OPENAI_MODEL,
    maxOutputTokens: values.MAX_OUTPUT_TOKENS,
    maxPromptTokens: values.MAX_PROMPT_TOKENS,
    ...(price ? { price } : {}),
    firstDeltaTimeoutMs: values.FIRST_DELTA_TIMEOUT_MS,
    gapTimeoutMs: values.GAP_TIMEOUT_MS,
    totalTimeoutMs: values.TOTAL_TIMEOUT_MS,
  };
  const token = values.INSPECTOR_TOKEN;
  const inspector = token === undefined ? (isDevelopment(env) ? {} : undefined) : { token };
  return Object.freeze({
    port: values.PORT,
    host: values.HOST,
    ...(apiKey === undefined && url === undefined ? {} : { model: Object.freeze(model) }),
    ...(embedding ? { embedding: Object.freeze(embedding) } : {}),
    budget: Object.freeze({
      tokensPerDay: values.DAILY_TOKEN_BUDGET,
      visitorTokensPerDay: values.VISITOR_TOKEN_BUDGET,
      dollarsPerDay: values.DAILY_DOLLAR_BUDGET,
    }),
    allowedOrigins: Object.freeze(values.ALLOWED_ORIGINS),
    allowMissingOrigin: values.ALLOW_MISSING_ORIGIN,
    apiKeys: Object.freeze(values.API_KEYS),
    limits: Object.freeze({
      trustedProxyHops: values.TRUSTED_PROXY_HOPS,
      unlimitedAddresses: values.UNLIMITED_ADDRESSES,
      connectionsPerAddress: values.CONNECTIONS_PER_ADDRESS,
      upgradesPerMinute: values.UPGRADES_PER_MINUTE,
      turnsPerMinute: values.TURNS_PER_MINUTE,
      turnsAtOncePerAddress: values.TURNS_AT_ONCE,
      maxConnections: values.MAX_CONNECTIONS,
      maxTurns: values.MAX_TURNS,
    }),
    knowledgeDir: values.KNOWLEDGE_DIR,
    promptsDir: values.PROMPTS_DIR,
    stageDir: values.STAGE_DIR,
    recordingsDir: values.RECORDINGS_DIR,
    telemetryContent: values.OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT,
    ...(inspector ? { inspector: Object.freeze(inspector) } : {}),
    storePath: values.STORE_PATH,
    ...(values.REDIS_URL === undefined
      ? {}
      : { redis: Object.freeze({ url: values.REDIS_URL, prefix: values.REDIS_PREFIX }) }),
    ...(values.METRICS_PORT === undefined
      ? {}
      : { metrics: Object.freeze({ port: values.METRICS_PORT, host: values.METRICS_HOST }) }),
    retentionDays: values.RETENTION_DAYS,
    logLevel: values.LOG_LEVEL,
    shutdownTimeoutMs: values.SHUTDOWN_TIMEOUT_MS,
  });
}

/** @throws AppError `config_invalid` for a model without a price while there is a limit in dollars. */
function priceOf({ MODEL_PRICES, DAILY_DOLLAR_BUDGET }: Values, name: string) {
  const price = MODEL_PRICES[name];
  if (DAILY_DOLLAR_BUDGET === 0 || price !== undefined) return price;
  const problem = `DAILY_DOLLAR_BUDGET needs the price of ${name}. For example: MODEL_PRICES=${name}=0.15/0.60`;
  throw new AppError('config_invalid', problem);
}

/** @throws AppError `config_invalid` for a model that nobody could be asked for. */
function embeddingOf(values: Values): EmbeddingConfig | undefined {
  const { OPENAI_EMBEDDING_MODEL: name, OPENAI_EMBEDDING_BASE_URL: own, OPENAI_BASE_URL: shared } = values;
  if (name === undefined) return undefined;
  const baseUrl = own ?? shared;
  // A key goes to the server that it is for, and to no other.
  const isSame = own === undefined || own === shared;
  const apiKey = values.OPENAI_EMBEDDING_API_KEY ?? (isSame ? values.OPENAI_API_KEY : undefined);
  if (apiKey === undefined && baseUrl === undefined)
    throw new AppError(
      'config_invalid',
      'OPENAI_EMBEDDING_MODEL needs a key or an address. For example: OPENAI_EMBEDDING_BASE_URL=http://127.0.0.1:11434/v1',
    );
  const price = priceOf(values, name);
  const { EMBEDDING_QUERY_PREFIX: queryPrefix, EMBEDDING_PASSAGE_PREFIX: passagePrefix } = values;
  return {
    apiKey: apiKey ?? '',
    ...(baseUrl === undefined ? {} : { baseUrl }),
    name,
    ...(values.EMBEDDING_DIMENSIONS === undefined ? {} : { dimensions: values.EMBEDDING_DIMENSIONS }),
    ...(queryPrefix === undefined ? {} : { queryPrefix }),
    ...(passagePrefix === undefined ? {} : { passagePrefix }),
    timeoutMs: values.EMBEDDING_TIMEOUT_MS,
    ...(price ? { price } : {}),
  };
}

/** @returns whether a `.env` file may be read: everywhere but in production. */
export function isDevelopment(env: NodeJS.ProcessEnv = process.env): boolean {
  return env.NODE_ENV !== 'production';
}

/** An environment explained, for whoever does not want to start with it. */
export interface ExplainedEnvironment {
  /** As if every wrong value were unset. */
  config: Readonly<Config>;
  /** What {@link loadConfig} would say, one variable each. */
  problems: string[];
  /** Variables that are set and that nobody reads, with the one that was probably meant. */
  misspelt: { name: string; meant: string }[];
  /** Variables that are set, and right or wrong. */
  given: ReadonlyMap<string, string>;
  isDevelopment: boolean;
}

/** Explains an environment instead of refusing it. */
export function explainEnvironment(env: NodeJS.ProcessEnv = process.env): ExplainedEnvironment {
  const usable = { ...env };
  const given = new Map(Object.keys(specs).map((name) => [name, env[name]?.trim() ?? '']));
  for (const [name, value] of given) if (value === '') given.delete(name);
  const explain = (problems: string[]): ExplainedEnvironment => {
    try {
      const config = loadConfig(usable);
      return { config, problems, misspelt: findMisspelt(env), given, isDevelopment: isDevelopment(env) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const lines = error.message.split('\n');
      // Each line begins with the name of its variable; without one that is set we would go on for ever.
      const names = lines.map((line) => line.slice(0, line.indexOf(' ')));
      if (!names.some((name) => name in usable)) throw error;
      for (const name of names) delete usable[name];
      return explain([...problems, ...lines]);
    }
  };
  return explain([]);
}

function readValues(env: NodeJS.ProcessEnv): Values {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries<Spec<unknown>>(specs)) {
    const given = env[name]?.trim() || undefined;
    const result = spec.schema.safeParse(given ?? (spec.default || undefined));
    if (result.success) {
      values[name] = result.data;
      continue;
    }
    const shown = spec.isSecret ? 'has a value that is not shown here' : `is ${JSON.stringify(given)}`;
    const reasons = result.error.issues.map((issue) => issue.message).join('; ');
    problems.push(`${name} ${shown}: ${reasons}. For example: ${name}=${spec.example}`);
  }
  if (problems.length > 0) throw new AppError('config_invalid', problems.join('\n'));
  // Each value comes from the schema of its own name.
  return values as Values;
}
