/** Decides which pages may open a socket, by the Origin that their browser sends. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

export interface OriginPolicy {
  /** Exact origins, e.g. `https://example.com`; `*` lets every page in. */
  allowedOrigins: readonly string[];
  /** Whether a client that sends no Origin, so no browser, is let in. */
  allowMissingOrigin: boolean;
}

/**
 * A page of the server's own host is let in. Browsers do not let a page forge Origin or Host, so equal hosts mean that
 * we served the page, with one exception: a name that an attacker owns may be made to lead to this machine after his
 * page was loaded (DNS rebinding). So on a connection from this machine itself only hosts count that no DNS answers for.
 * The scheme is not compared: behind a proxy that ends TLS we cannot know our own.
 * @param host the Host header.
 * @param isLocal whether the connection comes from this machine, and from no proxy on it; see {@link isLocal}.
 */
export function isOriginAllowed(
  origin: string | undefined,
  host: string | undefined,
  policy: OriginPolicy,
  isLocal = false,
): boolean {
  if (origin === undefined) return policy.allowMissingOrigin;
  if (policy.allowedOrigins.includes('*') || policy.allowedOrigins.includes(origin)) return true;
  const url = parse(origin);
  // `origin` must be an origin and nothing more: no path, no credentials, not "null".
  if (!url || url.origin !== origin || !['http:', 'https:'].includes(url.protocol)) return false;
  if (isLocal && !isUnasked(url.hostname)) return false;
  // Through the same parser, so that a default port or a capital letter makes no difference.
  return host !== undefined && parse(`${url.protocol}//${host}`)?.host === url.host;
}

/** Whether a host is known without DNS: an address, or a name that stands for this machine (RFC 6761). */
function isUnasked(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) !== 0 || /^(?:[\w-]+\.)*localhost$/.test(bare);
}

/** What proxies add. A page cannot: a browser's WebSocket sends no headers of the page's choice. */
const PROXY_HEADERS = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'forwarded',
  'via',
];

/** Whether a request comes from a program on this machine itself, such as a browser, rather than through a proxy. */
export function isLocal({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  const from = socket.remoteAddress ?? '';
  const isLoopback = from === '::1' || /^(?:::ffff:)?127\./.test(from);
  return isLoopback && !PROXY_HEADERS.some((name) => name in headers);
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
