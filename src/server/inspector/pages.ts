/** The inspector's page over HTTP: for whoever holds the token or its cookie, and for nobody else. */
import express, { type Response, type Router } from 'express';
import type { Access } from './access.ts';

/** The page draws what visitors and models wrote, as text; should it ever not, this leaves it nothing to do harm with. */
function headers(response: Response, host: string): void {
  const socket = /^[\w.-]+(:\d{1,5})?$/.test(host) ? ` ws://${host} wss://${host}` : '';
  response.set({
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      `connect-src 'self'${socket}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    'Cache-Control': 'no-store',
  });
}

/**
 * Serves the folder of the built page at `/inspector`. A stranger gets the server's ordinary 404, or, where the link
 * stands in the terminal beside, a word on where to find it.
 */
export function inspectorPages({ access, webDir }: { access: Access; webDir: string }): Router {
  const router = express.Router({ strict: true });
  router.use((request, response, next) => {
    const token = request.query.token;
    const cookie = typeof token === 'string' ? access.enter(token) : undefined;
    if (cookie !== undefined) response.append('Set-Cookie', cookie);
    else if (!access.isIn(request.headers.cookie)) {
      if (access.isHidden) return next('router');
      response.status(401).type('text/plain').set('Cache-Control', 'no-store');
      return void response.send(
        'The inspector opens with the link that the terminal shows where Crossroads was started.\n' +
          'A link is good once; after that the terminal shows the next one.\n',
      );
    }
    headers(response, request.headers.host ?? '');
    next();
  });
  router.get(['', '/'], (_request, response) => response.sendFile('index.html', { root: webDir }));
  router.use(
    express.static(webDir, { dotfiles: 'ignore', redirect: false, index: false, cacheControl: false }),
  );
  return router;
}
