/** Decides which pages may open a socket, by the Origin that their browser sends. */

export interface OriginPolicy {
  /** Exact origins, e.g. `https://example.com`; `*` lets every page in. */
  allowedOrigins: readonly string[];
  /** Whether a client that sends no Origin, so no browser, is let in. */
  allowMissingOrigin: boolean;
}

/**
 * A page of the server's own host is always let in. Browsers do not let a page forge Origin or Host, so equal hosts
 * mean that we served the page. The scheme is not compared: behind a proxy that ends TLS we cannot know our own.
 * @param host the Host header.
 */
export function isOriginAllowed(
  origin: string | undefined,
  host: string | undefined,
  policy: OriginPolicy,
): boolean {
  if (origin === undefined) return policy.allowMissingOrigin;
  if (policy.allowedOrigins.includes('*') || policy.allowedOrigins.includes(origin)) return true;
  const url = parse(origin);
  // `origin` must be an origin and nothing more: no path, no credentials, not "null".
  if (!url || url.origin !== origin || !['http:', 'https:'].includes(url.protocol)) return false;
  // Through the same parser, so that a default port or a capital letter makes no difference.
  return host !== undefined && parse(`${url.protocol}//${host}`)?.host === url.host;
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
