/** The process's edge: environment -> config -> app -> listen; a signal -> drain -> exit. */
import { config as loadDotenv } from 'dotenv';
import type { Logger } from 'pino';
import type { App, AppOptions } from './app.ts';
import { type Config, isDevelopment, loadConfig } from './config.ts';
import { AppError } from './errors.ts';
import { readApart } from './reading.ts';
import { createListener } from './server/listener.ts';
import { createLog } from './server/log.ts';

/** How {@link serve} gets its server. */
export type StartApp = (config: Readonly<Config>, options: AppOptions) => Promise<App>;

/** Milliseconds that the first reading of the knowledge may take. */
const FIRST_READING_MS = 30 * 60_000;
/** Milliseconds beyond the shutdown timeout after which the process ends whatever still hangs. */
const EXIT_GRACE_MS = 4000;

/**
 * @returns the configuration of this process; in development a `.env` file adds what the environment lacks.
 * @throws AppError `config_invalid`
 */
export function configFromEnvironment(): Readonly<Config> {
  readDotenv();
  return loadConfig();
}

/** In development adds to the environment what a `.env` file in this folder says and the environment does not. */
export function readDotenv(): void {
  if (isDevelopment()) loadDotenv({ quiet: true });
}

/**
 * Runs the server until SIGTERM or SIGINT, then lets running answers end. A second signal ends it at once.
 * Never rejects: what goes wrong at boot is explained on standard error.
 * @returns the exit code: 0 after a stop, 1 when it could not start.
 */
export async function serve(config: Readonly<Config>, start: StartApp): Promise<number> {
  const log = createLog(config.logLevel);
  if (config.allowedOrigins.includes('*')) log.warn('ALLOWED_ORIGINS is *: every site may embed this chat');
  // A mistake of ours that nobody caught. Node would print its message, which may quote a visitor; the log does not.
  process.once('uncaughtException', (error) => {
    log.fatal({ err: error }, 'crashed');
    process.exit(1);
  });
  const listener = createListener(config);
  const gaveUp = new AbortController();
  let app: App | undefined;
  let stopped: Promise<void>;
  try {
    // Open before anything is read: whoever watches over this server sees that it lives.
    const { url } = await listener.listen();
    const reading = readApart('knowledge', config.knowledgeDir, {
      signal: gaveUp.signal,
      deadlineMs: FIRST_READING_MS,
    });
    // Heard by whoever waits for it, which may be later.
    reading.catch(() => {});
    const onInspectorLink = (path: string) =>
      process.stdout.write(`Another link to the inspector: ${url}${path}\n`);
    app = await start(config, { log, onInspectorLink, listener, reading });
    // Before the address is printed: who reads it may stop us at once.
    stopped = stopSignal();
    await app.listen();
    process.stdout.write(
      `Crossroads is at ${url} with ${app.passages} passages, ${describeModel(config)}.\n`,
    );
    const link = app.inspectorLink?.();
    if (link) process.stdout.write(`See how it answers (link good once): ${url}${link}\n`);
  } catch (error) {
    log.debug({ err: error }, 'boot failed');
    process.stderr.write(`Crossroads cannot start. ${explainBootError(error, config)}\n`);
    gaveUp.abort();
    await app?.close();
    await listener.close();
    return 1;
  }
  await stopped;
  return stop(app, config, log);
}

async function stop(app: App, { shutdownTimeoutMs }: Readonly<Config>, log: Logger): Promise<number> {
  const hanging = setTimeout(() => {
    log.error('not stopped in time');
    process.exit(1);
  }, shutdownTimeoutMs + EXIT_GRACE_MS);
  try {
    await app.close();
    return 0;
  } catch (error) {
    log.error({ err: error }, 'stop failed');
    return 1;
  } finally {
    clearTimeout(hanging);
  }
}

/** Resolves at the first signal; after it a second one has its default effect, which ends the process. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off('SIGTERM', stop);
      process.off('SIGINT', stop);
      resolve();
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}

/** The model in a few words. Of its address only the host: a path may hold a key. */
function describeModel({ model }: Pick<Config, 'model'>): string {
  if (!model) return 'answered by rules (no model set)';
  return `answered by ${model.name} at ${new URL(model.baseUrl ?? 'https://api.openai.com').host}`;
}

/** Words a failure to start so that its reader knows what to do. */
export function explainBootError(error: unknown, { host, port }: Pick<Config, 'host' | 'port'>): string {
  if (error instanceof AppError) return error.message;
  switch ((error as { code?: unknown } | null)?.code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use. Stop the other program, or choose another port, e.g. PORT=8788.`;
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose one above 1023, e.g. PORT=8787.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}. Use HOST=127.0.0.1, or HOST=0.0.0.0 for all of its addresses.`;
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
