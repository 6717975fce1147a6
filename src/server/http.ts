/** The pages over HTTP: the built web folder, health, security headers, and short answers to everything else. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';
import compressedStatic from 'express-static-gzip';
import helmet from 'helmet';
import type { Logger } from 'pino';

/** `degraded` is still a 200: the chat answers, and an operator should look at the part that is not `ok`. */
export interface Health {
  status: 'ok' | 'degraded';
  /** States of the parts that may fail, as `/healthz` shows them: no numbers, names or addresses. */
  parts?: Record<string, string>;
}

export interface HttpOptions {
  /** Served at `/inspector`. */
  inspector?: Router;
  /** Folder served at `/`; its `index.html` is the page. */
  webDir: string;
  /** Where `/` leads instead of to that page, which is an article of ours. */
  home?: string;
  /** False while the server drains: a balancer then sends nobody here any more. */
  isReady: () => boolean;
  health: () => Health;
  log: Pick<Logger, 'error'>;
  /** Interfaces for programs, each under its path. Default: none. */
  routes?: Record<string, Router>;
}

export function createHttp({
  webDir,
  home,
  inspector,
  isReady,
  health,
  log,
  routes = {},
}: HttpOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders());

  app.get(['/healthz', '/health'], (_request, response) => {
    response.set('Cache-Control', 'no-store').json(health());
  });
  app.get('/readyz', (_request, response) => {
    const ready = isReady();
    const { status, parts } = health();
    const state = status === 'ok' ? 'ready' : 'degraded';
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? state : 'draining', ...(parts ? { parts } : {}) });
  });

  app.use((request, response, next) => {
    if (isDecodable(request.path)) next();
    else response.status(400).json({ error: 'bad_request' });
  });
  if (inspector) app.use('/inspector', inspector);
  for (const [path, router] of Object.entries(routes)) app.use(path, router);
  if (home !== undefined) app.get('/', (_request, response) => response.redirect(home));
  app.use(
    compressedStatic(webDir, {
      enableBrotli: true,
      orderPreference: ['br', 'gz'],
      serveStatic: { dotfiles: 'ignore', redirect: false, setHeaders: fileHeaders },
    }),
  );

  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found' });
  });
  app.use(lastResort(log));
  return app;
}

/**
 * The pages need nothing but their own files and the socket. Each page may be framed by our own pages only; other
 * sites embed by script, which no framing rule touches. HSTS is left to whoever terminates TLS: sent from here it
 * would bind the owner's whole domain for a year.
 */
function securityHeaders() {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'connect-src': ["'self'", (request) => socketSources(request)],
        'frame-ancestors': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
      },
    },
    strictTransportSecurity: false,
  });
}

/** Not every browser takes `'self'` to cover ws: and wss: of the same host. An odd Host header adds nothing. */
function socketSources(request: IncomingMessage): string {
  const host = request.headers.host ?? '';
  return /^[\w.-]+(:\d{1,5})?$/.test(host) ? `ws://${host} wss://${host}` : "'self'";
}

function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0');
  } catch {
    return false;
  }
}

/** What the build names after its content: `assets/name-hash.ending`, and the folder of the pinned widget. */
const HASHED = /[\\/](?:assets[\\/][^\\/]+-[\w-]{8}\.\w+|v[\d.]+-[\da-f]{8}[\\/][\w.]+)$/;

/**
 * Scripts are public and made to be embedded on other sites, also with an integrity hash, which browsers check only on
 * a response that says CORS. They may be ten minutes old. Files named after their content never change; all else is
 * asked for again each time, by its ETag.
 */
function fileHeaders(response: ServerResponse, file: string): void {
  const path = file.replace(/\.(?:br|gz)$/, '');
  const isScript = /\.js(\.map)?$/.test(path);
  if (isScript) {
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    response.setHeader('Access-Control-Allow-Origin', '*');
  }
  // To others this ending means a film.
  if (path.endsWith('.d.ts')) response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  if (HASHED.test(path)) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  else if (isScript) response.setHeader('Cache-Control', 'public, max-age=600, stale-while-revalidate=86400');
  else response.setHeader('Cache-Control', 'no-cache');
}

/** Express tells by the fourth parameter that this handles errors. */
function lastResort(log: Pick<Logger, 'error'>): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = Number((error as { status?: unknown } | null)?.status);
    const isClients = status >= 400 && status < 500;
    if (!isClients) log.error({ err: error }, 'http');
    response.status(isClients ? status : 500).json({ error: isClients ? 'bad_request' : 'internal' });
  };
}
