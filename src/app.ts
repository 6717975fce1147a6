/** The composition root: reads as the diagram in DESIGN.md. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { starters } from './answer/follow-ups.ts';
import { type Answering, createAnswering } from './answering.ts';
import type { Bell } from './api/mcp/calls.ts';
import { createConversations } from './chat/conversation.ts';
import type { Config } from './config.ts';
import { createLimits } from './limits/limits.ts';
import { isWell } from './metrics/well.ts';
import type { BreakerState } from './model/breaker.ts';
import type { Jobs } from './reading.ts';
import type { Health } from './server/http.ts';
import { createInternalServer } from './server/internal.ts';
import type { Listener } from './server/listener.ts';
import { createLlmsRouter } from './server/llms.ts';
import { isLocal, isOriginAllowed } from './server/origin.ts';
import { createChatServer } from './server/server.ts';
import { createStore } from './store/create.ts';
import { keepRetention } from './store/retention.ts';
import { createTelemetry, observeAll } from './telemetry.ts';

/** The built pages and scripts; beside `src` and `dist` alike. */
export const WEB_DIR = fileURLToPath(new URL('../dist/web', import.meta.url));

/** The articles that the page at `/` is about. */
const OWN_KNOWLEDGE = fileURLToPath(new URL('../knowledge', import.meta.url));

export interface AppOptions {
  log: Logger;
  /** Told of the next link to the inspector once the one before has been used. */
  onInspectorLink?: (path: string) => void;
  /** The port, if it is open already. */
  listener?: Listener;
  /** The knowledge, if it is being read already. */
  reading?: Promise<Jobs['knowledge']>;
}

export interface App {
  /** How many passages the knowledge holds now. */
  readonly passages: number;
  /** Path of the inspector with a token good now; undefined where there is none, or only the owner knows the token. */
  inspectorLink?(): string | undefined;
  /** @throws what `net.Server` throws, e.g. EADDRINUSE. */
  listen(): Promise<{ url: string; metricsPort?: number }>;
  /** Lets running turns end, tells everyone to come back later, and frees everything. */
  close(): Promise<void>;
}

/** @throws AppError when the knowledge or the prompts cannot be used. */
export async function createApp(config: Readonly<Config>, options: AppOptions): Promise<App> {
  const { log } = options;
  // What most servers do without is loaded by those that need it, here and below.
  const shared =
    config.redis &&
    (await (await import('./shared.ts')).connectShared({ ...config.redis, days: config.retentionDays, log }));
  const {
    store,
    ledger,
    vectors,
    health: storeHealth,
  } = shared?.store ?? createStore(config.storePath, { log });
  const metrics = config.metrics && (await import('./metrics/metrics.ts')).createMetrics();
  const answering = await createAnswering(config, {
    log,
    ledger,
    ...(shared ? { tally: shared.tally } : {}),
    vectors,
    ...(options.reading ? { reading: options.reading } : {}),
    ...(metrics ? { onRetry: metrics.onRetry } : {}),
  });
  if (metrics) answering.onBreaker(metrics.onBreaker);
  const stage =
    config.inspector &&
    (await (
      await import('./stage.ts')
    ).createStage(config, {
      answering,
      log,
      ...(options.onInspectorLink ? { onLink: options.onInspectorLink } : {}),
    }));
  const telemetry = createTelemetry({ captureContent: config.telemetryContent });
  const observe = observeAll([stage?.hub.observe, telemetry]);
  const conversations = createConversations({
    runTurn: metrics?.countTurns(answering.runTurn, 'chat') ?? answering.runTurn,
    store,
    log,
    ...(shared ? { shared: shared.turns } : {}),
    ...(observe ? { observe } : {}),
    ...(stage ? { onForgotten: stage.hub.forget } : {}),
  });
  const knowledge = () => answering.retriever().knowledge;
  const everyLimit = createLimits(config.limits, {
    ...(shared ? { make: shared.makeLimiter } : {}),
    onIgnored: () =>
      log.warn('X-Forwarded-For was ignored: if a proxy of yours sends it, set TRUSTED_PROXY_HOPS'),
  });
  const limits = metrics
    ? { ...everyLimit, admission: metrics.countAdmission(everyLimit.admission) }
    : everyLimit;
  const enter = () => limits.admission.enter(undefined);
  const forPrograms = metrics
    ? { ...answering, runTurn: metrics.countTurns(answering.runTurn, 'api') }
    : answering;
  const programs =
    config.apiKeys.length > 0
      ? await createPrograms(config, forPrograms, { enter, log, ...(shared ? { bell: shared.bell } : {}) })
      : undefined;
  const parts = () => ({
    store: storeHealth(),
    ...(shared ? { redis: shared.state() } : {}),
    model: modelHealth(answering.breaker()),
    ...(answering.embedding ? { embedding: answering.embedding.state() } : {}),
    budget: answering.budget(),
  });
  const server = createChatServer({
    host: config.host,
    port: config.port,
    ...(options.listener ? { listener: options.listener } : {}),
    webDir: WEB_DIR,
    // An owner of other articles finds her chat there, and the tag for her pages.
    ...(resolve(config.knowledgeDir) === OWN_KNOWLEDGE ? {} : { home: '/embed.html' }),
    allowedOrigins: config.allowedOrigins,
    allowMissingOrigin: config.allowMissingOrigin,
    shutdownTimeoutMs: config.shutdownTimeoutMs,
    conversations,
    ...(stage ? { presenter: stage.attach(conversations) } : {}),
    ...(programs ? { drain: programs.drain } : {}),
    routes: { '/llms.txt': createLlmsRouter(knowledge), ...programs?.routes },
    limits,
    health: () => health(parts()),
    log,
    greeting: () => ({
      answerer: config.model && answering.presenting.mode() === 'auto' ? 'llm' : 'rules',
      starters: starters(knowledge()),
      passages: knowledge().passages.length,
    }),
  });
  metrics?.addState({
    connections: server.connectionCount,
    conversations: conversations.liveCount,
    breaker: answering.breaker,
    spent: answering.spent,
    limits: config.model || config.embedding ? config.budget : { tokensPerDay: 0, dollarsPerDay: 0 },
    parts,
    knowledge,
    ...(answering.embedding ? { embedding: answering.embedding.progress } : {}),
  });
  const internal = metrics && config.metrics && createInternalServer({ ...config.metrics, ...metrics, log });
  const stopRetention = keepRetention(store, { days: config.retentionDays, log });
  const stopped = new AbortController();

  return {
    get passages() {
      return knowledge().passages.length;
    },
    inspectorLink: () => stage?.access.link(),
    async listen() {
      // First, so that a port in use is an error of the start.
      const measured = await internal?.listen();
      const listening = await server.listen();
      if (measured) log.info(measured, 'metrics');
      await answering.watch(stopped.signal);
      void answering.warmUp(stopped.signal);
      return { ...listening, ...(measured ? { metricsPort: measured.port } : {}) };
    },
    async close() {
      stopped.abort();
      await server.close();
      answering.close();
      await stopRetention();
      await store.close();
      // Late, so that the end can be watched.
      await internal?.close();
      await shared?.close();
    },
  };
}

/** The interfaces for programs, by path; their questions take part in the places that all share. */
async function createPrograms(
  { apiKeys: keys, allowedOrigins }: Pick<Config, 'apiKeys' | 'allowedOrigins'>,
  answering: Answering,
  { enter, bell, log }: { enter: () => Promise<() => void>; bell?: Bell; log: Logger },
) {
  const { runTurn, runRules, retriever, career } = answering;
  // Large, and on most servers nobody asks for them.
  const [{ createRunning }, { createApi }, { createMcpRouter }] = await Promise.all([
    import('./api/running.ts'),
    import('./api/completions.ts'),
    import('./api/mcp/http.ts'),
  ]);
  const running = createRunning(enter);
  const api = createApi({ keys, runTurn, runRules, running, log, now: Date.now });
  const policy = { allowedOrigins, allowMissingOrigin: true };
  const mcp = createMcpRouter(
    { runTurn, runRules, retriever, career, enter: running.enter },
    {
      keys,
      running,
      isAllowed: (request) =>
        isOriginAllowed(request.headers.origin, request.headers.host, policy, isLocal(request)),
      ...(bell ? { bell } : {}),
      log,
    },
  );
  return { routes: { '/v1': api, '/mcp': mcp }, drain: running.drain };
}

/** Degraded as soon as one part does not do what it should. */
function health(parts: Record<string, string>): Health {
  const isOk = Object.values(parts).every(isWell);
  return { status: isOk ? 'ok' : 'degraded', parts };
}

function modelHealth(breaker: BreakerState | undefined): string {
  if (!breaker || breaker.state === 'closed') return 'ok';
  return `${breaker.state}: ${breaker.reason}`;
}
