/** The table of environment variables: what each means, its default, and how a value is checked. */
import { z } from 'zod';
import { embeddingSpecs } from './variables/embedding.ts';
import {
  baseUrl,
  flag,
  folder,
  key,
  keys,
  LEVELS,
  origins,
  path,
  prefix,
  redisUrl,
  type Spec,
  storePath,
  text,
  token,
  unset,
  whole,
} from './variables/kinds.ts';
import { budgetSpecs, limitSpecs } from './variables/limits.ts';

/** One environment variable as a reader of the README meets it. */
export interface Variable {
  name: string;
  /** As one would write it; empty when unset is the default. */
  default: string;
  description: string;
}

/** Every variable the server reads, in the order in which a reader meets them. */
export const specs = {
  PORT: {
    default: '8787',
    description: 'Port to listen on; 0 takes any free one.',
    example: '8787',
    schema: whole(0, 65_535),
  },
  HOST: {
    default: '127.0.0.1',
    description: 'Address to listen on; 0.0.0.0 lets other machines in.',
    example: '127.0.0.1',
    schema: text(),
  },
  OPENAI_API_KEY: {
    default: '',
    description:
      'Key of an OpenAI-compatible model. A key or a base URL switches the model on; with neither, the rules answer.',
    example: 'sk-...',
    isSecret: true,
    schema: key,
  },
  OPENAI_BASE_URL: {
    default: '',
    description: 'Address of an OpenAI-compatible API, e.g. a local server. Unset: OpenAI itself.',
    example: 'http://127.0.0.1:11434/v1',
    schema: baseUrl,
  },
  OPENAI_MODEL: {
    default: 'gpt-4o-mini',
    description: 'Model to ask.',
    example: 'gpt-4o-mini',
    schema: text(),
  },
  ...embeddingSpecs,
  ALLOWED_ORIGINS: {
    default: '',
    description:
      'Other sites that may embed the chat: exact origins, separated by commas. Pages of this server always may. * lets every site in: then anybody may spend your tokens.',
    example: 'https://example.com,https://www.example.com',
    schema: origins,
  },
  ALLOW_MISSING_ORIGIN: {
    default: 'false',
    description: 'Whether clients that send no Origin, which are no browsers, may connect.',
    example: 'false',
    schema: flag,
  },
  API_KEYS: {
    default: '',
    description:
      'Keys, separated by commas, with which programs may use /v1/chat/completions and /mcp. Unset: neither is there.',
    example: 'a-long-random-key-1,a-long-random-key-2',
    isSecret: true,
    schema: keys,
  },
  ...limitSpecs,
  KNOWLEDGE_DIR: {
    default: '',
    description: 'Folder of the articles to answer from. Unset: the folder that comes with Crossroads.',
    example: './my-articles',
    schema: folder('knowledge'),
  },
  PROMPTS_DIR: {
    default: '',
    description: 'Folder of the prompt templates. Unset: the folder that comes with Crossroads.',
    example: './my-prompts',
    schema: folder('prompts'),
  },
  STAGE_DIR: {
    default: '',
    description:
      'Folder of the demonstration: script.yaml and recordings/. Unset: the folder that comes with Crossroads.',
    example: './my-stage',
    schema: folder('stage'),
  },
  RECORDINGS_DIR: {
    default: './data/recordings',
    description: 'Folder to which the inspector saves recordings.',
    example: './data/recordings',
    schema: path,
  },
  INSPECTOR_TOKEN: {
    default: '',
    description:
      'Opens the inspector at /inspector?token=…; at least 16 letters, digits, - or _. Unset: in production there is none, and elsewhere each start prints a link that is good once.',
    example: 'a-long-random-word-of-yours',
    isSecret: true,
    schema: token,
  },
  OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: {
    default: 'false',
    description:
      'Whether the spans told to OpenTelemetry, where an SDK is registered, hold questions and answers.',
    example: 'false',
    schema: flag,
  },
  STORE_PATH: {
    default: './data/crossroads.db',
    description: 'SQLite file that keeps conversations; :memory: keeps them until the server stops.',
    example: './data/crossroads.db',
    schema: storePath,
  },
  REDIS_URL: {
    default: '',
    description:
      'Redis that several servers share: conversations, running answers, limits and budget. rediss:// for TLS. Unset: this server is alone, with STORE_PATH.',
    example: 'redis://user:password@127.0.0.1:6379',
    isSecret: true,
    schema: redisUrl,
  },
  REDIS_PREFIX: {
    default: 'crossroads',
    description: 'Begins every key and channel in Redis, so that others may use it too.',
    example: 'crossroads',
    schema: prefix,
  },
  METRICS_PORT: {
    default: '',
    description: 'Port of /metrics for Prometheus; 0 takes any free one. Unset: nothing is measured.',
    example: '9464',
    schema: whole(0, 65_535).optional(),
  },
  METRICS_HOST: {
    default: '127.0.0.1',
    description: 'Address of that port. It asks for no key: let nobody but your own Prometheus reach it.',
    example: '127.0.0.1',
    schema: text(),
  },
  RETENTION_DAYS: {
    default: '30',
    description: 'Days that a question and its answer are kept; then they are deleted.',
    example: '30',
    schema: whole(1, 36_500),
  },
  LOG_LEVEL: {
    default: 'info',
    description: 'silent, fatal, error, warn, info, debug or trace.',
    example: 'info',
    schema: unset.pipe(z.enum(LEVELS, `expected one of ${LEVELS.join(', ')}`)),
  },
  MAX_OUTPUT_TOKENS: {
    default: '600',
    description: 'Tokens that the model may write for one answer.',
    example: '600',
    schema: whole(16, 32_000),
  },
  MAX_PROMPT_TOKENS: {
    default: '6000',
    description:
      'Tokens (estimated) that one prompt may take; earlier turns and passages beyond it are dropped.',
    example: '6000',
    schema: whole(500, 1_000_000),
  },
  ...budgetSpecs,
  FIRST_DELTA_TIMEOUT_MS: {
    default: '8000',
    description: 'Milliseconds to wait for the first words of the model; past it the rules answer.',
    example: '8000',
    schema: whole(100, 600_000),
  },
  GAP_TIMEOUT_MS: {
    default: '10000',
    description: 'Milliseconds that the model may pause within an answer.',
    example: '10000',
    schema: whole(100, 600_000),
  },
  TOTAL_TIMEOUT_MS: {
    default: '120000',
    description: 'Milliseconds that one answer may take in all.',
    example: '120000',
    schema: whole(100, 3_600_000),
  },
  SHUTDOWN_TIMEOUT_MS: {
    default: '25000',
    description: 'Milliseconds that running answers are given to end when the server is told to stop.',
    example: '25000',
    schema: whole(0, 600_000),
  },
} satisfies Record<string, Spec<unknown>>;

type Name = keyof typeof specs;
/** What the schemas make of an environment. */
export type Values = { [N in Name]: z.output<(typeof specs)[N]['schema']> };

/** Every variable, in the order of the README's table: the single source of that table and of `.env.example`. */
export const VARIABLES: readonly Variable[] = Object.entries(specs).map(([name, spec]) => ({
  name,
  default: spec.default,
  description: spec.description,
}));
