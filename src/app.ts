/** The composition root: reads as the diagram in DESIGN.md. */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { starters } from './answer/follow-ups.ts';
import { createAnswering } from './answering.ts';
import { createConversations } from './chat/conversation.ts';
import type { Config } from './config.ts';
import { createHttp } from './server/http.ts';
import { createSocketServer } from './server/socket.ts';
import { createMemoryStore } from './store/memory.ts';

/** The built pages and scripts; beside `src` and `dist` alike. */
const WEB_DIR = fileURLToPath(new URL('../dist/web', import.meta.url));

export interface App {
  /** How many passages the knowledge holds now. */
  readonly passages: number;
  /** @throws what `net.Server` throws, e.g. EADDRINUSE. */
  listen(): Promise<{ url: string }>;
  /** Lets running turns end, tells everyone to come back later, and frees everything. */
  close(): Promise<void>;
}

/** @throws AppError when the knowledge or the prompts cannot be used. */
export async function createApp(config: Readonly<Config>, { log }: { log: Logger }): Promise<App> {
  const stopping = new AbortController();
  const answering = await createAnswering(config, { log });
  const store = createMemoryStore();
  const conversations = createConversations({ runTurn: answering.runTurn, store, log });

  const http = createHttp({ webDir: WEB_DIR, isReady: () => !stopping.signal.aborted, log });
  const server = createServer(http);
  const sockets = createSocketServer({
    server,
    conversations,
    log,
    allowedOrigins: config.allowedOrigins,
    allowMissingOrigin: config.allowMissingOrigin,
    greeting: () => {
      const { knowledge } = answering.retriever();
      return {
        answerer: config.model ? 'llm' : 'rules',
        starters: starters(knowledge),
        passages: knowledge.passages.length,
      };
    },
  });

  return {
    get passages() {
      return answering.retriever().knowledge.passages.length;
    },
    async listen() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(config.port, config.host, resolve);
      });
      await answering.watch(stopping.signal);
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : config.port;
      const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
      return { url: `http://${host.includes(':') ? `[${host}]` : host}:${port}` };
    },
    async close() {
      stopping.abort();
      sockets.startDraining();
      await conversations.drain(config.shutdownTimeoutMs);
      await sockets.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      answering.close();
      await store.close();
    },
  };
}
