/** Everything between a question and its answer, put together; the server and the command line both stand on it. */

import type { Logger } from 'pino';
import { starters } from './answer/follow-ups.ts';
import { createRulesAnswerer } from './answer/rules/rules.ts';
import { versionOf } from './career/files.ts';
import type { Career } from './career/schema.ts';
import { watchCareer } from './career/watch.ts';
import { createRunTurn, type RunTurn } from './chat/turn.ts';
import { warmUp } from './chat/warm-up.ts';
import type { Config } from './config.ts';
import type { Spending } from './domain.ts';
import type { Embedding } from './embedding/embedding.ts';
import { watchKnowledge } from './knowledge/watch.ts';
import { createBudget } from './limits/budget.ts';
import type { Ledger } from './limits/ledger.ts';
import type { Tally } from './limits/tally.ts';
import type { BreakerState } from './model/breaker.ts';
import { createPresenting, type Presenting } from './presenting.ts';
import { loadPrompts } from './prompt/template.ts';
import { watchPrompts } from './prompt/watch.ts';
import { type Jobs, readApart } from './reading.ts';
import { retrieverOf } from './retrieval/prebuilt.ts';
import type { Retriever } from './retrieval/retrieve.ts';
import { createMemoryLedger } from './store/memory-ledger.ts';
import type { VectorStore } from './store/vectors.ts';

export interface Answering {
  runTurn: RunTurn;
  /** By the rules alone, whether or not a model is configured. */
  runRules: RunTurn;
  /** The index of the current version of the knowledge. */
  retriever: () => Retriever;
  /** The current version of the career tools' files; undefined where the owner has none. */
  career: () => Career | undefined;
  /** Whether the model is asked at present; undefined where none is configured. */
  breaker: () => BreakerState | undefined;
  /** Whether the model's budget of the day is spent. */
  budget: () => 'ok' | 'spent';
  /** What the model has cost today; undefined until it was asked. */
  spent: () => Spending | undefined;
  /** Whether passages are found by meaning, and how many can be; absent where no embedding model is configured. */
  embedding?: Pick<Embedding, 'state' | 'progress'>;
  /** Tells each change of the breaker. @returns what ends it. */
  onBreaker(listener: (state: BreakerState) => void): () => void;
  /** What a presenter may change. */
  presenting: Presenting;
  /** Goes on reading knowledge and prompts as their files change; a broken file leaves the last good version. */
  watch(signal: AbortSignal): Promise<void>;
  /** Answers the starters, unseen, so that the first visitor does not wait for cold code. Never rejects. */
  warmUp(signal: AbortSignal): Promise<void>;
  close(): void;
}

export interface AnsweringOptions {
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Keeps what the model has cost. Default: this process's memory. */
  ledger?: Ledger;
  /** Adds up what each visitor has used of the budget. Default: in this process's memory. */
  tally?: Tally;
  /** Keeps what was embedded. Absent: passages are found by words alone, also where an embedding model is configured. */
  vectors?: VectorStore;
  /** The knowledge, if another thread reads it already. Default: it is read here. */
  reading?: Promise<Jobs['knowledge']>;
  /** Told the code of each failure after which the model is asked once more. */
  onRetry?: (code: string) => void;
}

/** Loads knowledge and prompts. @throws AppError `knowledge_invalid` or `prompt_invalid`. */
export async function createAnswering(
  config: Pick<Config, 'knowledgeDir' | 'promptsDir' | 'model' | 'embedding' | 'budget'>,
  { log, ledger = createMemoryLedger(), tally, vectors, reading, onRetry }: AnsweringOptions,
): Promise<Answering> {
  // The readers, and below what only a model needs, are loaded where they are needed: they take as long as all the rest.
  const now = Date.now();
  const [read, ownCareer, loadedPrompts] = await Promise.all([
    reading ?? import('./readers.ts').then(({ READERS }) => READERS.knowledge(config.knowledgeDir)),
    import('./career/load.ts').then(({ loadCareer }) => loadCareer(config.knowledgeDir)),
    loadPrompts(config.promptsDir),
  ]);
  const { knowledge, index, complaints } = read;
  const readAt = Math.min(now, read.readAt);
  let career = ownCareer;
  let prompts = loadedPrompts;
  for (const complaint of complaints) log.warn(complaint);
  const listeners = new Set<(state: BreakerState) => void>();
  const budget = createBudget({
    ...config.budget,
    ...(config.model?.price ? { price: config.model.price } : {}),
    ledger,
    ...(tally ? { tally } : {}),
    now: Date.now,
    log: (event, detail) => log.warn(detail, event),
  });
  const dense =
    config.embedding &&
    vectors &&
    (await import('./embedding/open.ts')).openEmbedding(config.embedding, { store: vectors, budget, log });
  const withMeaning = (next: Retriever) => dense?.attach(next) ?? next;
  let retriever = withMeaning(retrieverOf(knowledge, index));
  const { promptsDir } = config;
  const llm =
    config.model &&
    (await import('./llm.ts')).createLlm(config.model, {
      prompts: () => prompts,
      budget,
      log,
      onBreaker(state) {
        for (const listener of listeners) listener(state);
      },
      ...(onRetry ? { onRetry } : {}),
    });
  const parts = {
    retriever: () => retriever,
    career: () => career,
    rules: createRulesAnswerer(),
  };
  const presenting = createPresenting({
    parts: { ...parts, ...(llm ? { llm: llm.tried } : {}) },
    prompts: () => prompts,
    reloadPrompts: async () => {
      prompts = await loadPrompts(promptsDir);
    },
  });
  const onFailure = (error: unknown) => log.error({ err: error }, 'turn failed');
  const runRules = createRunTurn({ ...parts, onFailure });
  return {
    runRules,
    runTurn: createRunTurn({
      ...parts,
      ...(llm ? { llm: llm.answerer } : {}),
      modelOff: presenting.modelOff,
      // While the model is not asked, that has been said once.
      onModelFailure: (error) =>
        llm?.breaker().state === 'closed' && log.warn({ err: error }, 'model failed, rules answer'),
      onFailure,
    }),
    retriever: () => retriever,
    career: () => career,
    breaker: () => llm?.breaker(),
    budget: budget.state,
    spent: budget.spent,
    ...(dense ? { embedding: { state: dense.state, progress: dense.progress } } : {}),
    onBreaker(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    presenting,
    // By the rules, whoever answers the visitors: they share the way there, and no model is paid for it.
    warmUp: (signal) => warmUp(runRules, starters(knowledge), { signal }),
    watch: async (signal) => {
      const notReloaded = (error: unknown) =>
        log.error({ err: error }, 'knowledge not reloaded, the last good version answers');
      const knowledgeWatched = watchKnowledge(config.knowledgeDir, {
        version: knowledge.version,
        readAt,
        signal,
        load: (signal) => readApart('knowledge', config.knowledgeDir, { signal }),
        onLoad: ({ knowledge: next, index }) => {
          retriever = withMeaning(retrieverOf(next, index));
          log.info({ version: next.version, passages: next.passages.length }, 'knowledge reloaded');
        },
        onError: notReloaded,
      });
      const careerWatched = watchCareer(config.knowledgeDir, {
        version: versionOf(ownCareer),
        readAt,
        signal,
        load: (signal) => readApart('career', config.knowledgeDir, { signal }),
        onLoad: ({ career: next }) => {
          career = next;
          log.info('career tools reloaded');
        },
        onError: notReloaded,
      });
      const promptsWatched = watchPrompts(config.promptsDir, {
        version: prompts.version,
        signal,
        onLoad: (next) => {
          prompts = next;
          log.info({ version: next.version.slice(0, 12) }, 'prompts reloaded');
        },
        onError: (error) => log.error({ err: error }, 'prompts not reloaded, the last good version is used'),
      });
      await Promise.all([knowledgeWatched, careerWatched, promptsWatched]);
    },
    close() {
      llm?.close();
      dense?.close();
    },
  };
}
