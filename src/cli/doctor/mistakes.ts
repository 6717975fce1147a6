/** Settings that are right one by one, and yet not what anybody means. */
import type { ExplainedEnvironment } from '../../config.ts';

type Environment = Pick<ExplainedEnvironment, 'config' | 'given' | 'isDevelopment'>;

/** Hosts at which no other machine arrives. */
export const LOCAL: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);
/** What stands where a key should, in examples that people copy. */
const PLACEHOLDER = /^sk-\.+$|^a-long-random-key|your[-_ ]|<[^<>]+>|x{8,}|^changeme/i;
const KEYS = ['OPENAI_API_KEY', 'OPENAI_EMBEDDING_API_KEY', 'API_KEYS', 'INSPECTOR_TOKEN'];

/** @returns a sentence on each, with what to do; never a secret. */
export function findMistakes({ config, given, isDevelopment }: Environment): string[] {
  const { model, budget, host, limits } = config;
  const found: string[] = [];
  for (const [name, value] of given)
    if (/^(["']).*\1$/.test(value))
      found.push(
        `${name} stands in quotes, which are part of it here: leave them out. Docker, for one, keeps those of an env file.`,
      );
  for (const name of KEYS)
    if (PLACEHOLDER.test(given.get(name) ?? ''))
      found.push(`${name} is the placeholder of an example: set your own.`);
  for (const name of ['OPENAI_BASE_URL', 'OPENAI_EMBEDDING_BASE_URL'])
    if (/\/(chat\/completions|completions|embeddings|models)\/?$/.test(given.get(name) ?? ''))
      found.push(`${name} ends in the name of a call, which is added by itself: most addresses end in /v1.`);
  if (!model) {
    const isWrong = given.has('OPENAI_API_KEY') || given.has('OPENAI_BASE_URL');
    const idle = ['OPENAI_MODEL', 'MODEL_PRICES'].find((name) => given.has(name));
    if (idle && !isWrong && !config.embedding)
      found.push(
        `${idle} is set, but no model is: without OPENAI_API_KEY or OPENAI_BASE_URL the rules answer everything.`,
      );
    return [...found, ...proxy()];
  }
  const call = model.maxPromptTokens + model.maxOutputTokens;
  const daily = { DAILY_TOKEN_BUDGET: budget.tokensPerDay, VISITOR_TOKEN_BUDGET: budget.visitorTokensPerDay };
  for (const [name, tokens] of Object.entries(daily))
    if (tokens > 0 && tokens < call)
      found.push(
        `${name}=${tokens} is less than one call may take (${call}, by MAX_PROMPT_TOKENS and MAX_OUTPUT_TOKENS), so the rules may answer everything: raise it.`,
      );
  if (model.firstDeltaTimeoutMs >= model.totalTimeoutMs)
    found.push('FIRST_DELTA_TIMEOUT_MS is not below TOTAL_TIMEOUT_MS, which ends an answer first: lower it.');
  return [...found, ...proxy()];

  function proxy(): string[] {
    const isBehind = !isDevelopment && LOCAL.has(host) && limits.trustedProxyHops === 0;
    return isBehind
      ? [
          `HOST=${host} lets in this machine only. With a proxy on it, set TRUSTED_PROXY_HOPS=1, or all visitors count as this machine, without limits; without one, set HOST=0.0.0.0.`,
        ]
      : [];
  }
}
