/** Fetches a page of the public web, and nothing that only this machine or its network can reach. */
import { get as httpGet, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import type { LookupFunction } from 'node:net';
import { pipeline, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { unreadable } from './draft.ts';

/** A larger answer is cut off and refused. */
export const MAX_PAGE_BYTES = 25 * 1024 ** 2;
/** For one page with all of its redirects. */
const PAGE_TIMEOUT_MS = 30_000;
export const MAX_REDIRECTS = 5;

export interface Fetched {
  bytes: Uint8Array;
  /** Without parameters, lower case; empty where the server names none. */
  mediaType: string;
  /** `charset` of the content type. */
  charset?: string;
  /** Where it was found in the end. */
  url: string;
}

export interface GetOptions {
  /** Lets private, loopback and link-local addresses through, for an owner's intranet. Default: refused. */
  allowPrivate?: boolean;
  signal?: AbortSignal;
  /** How names become addresses; the system's way unless told otherwise. */
  lookup?: LookupFunction;
}

/**
 * Addresses are checked after the name was looked up, on each connection, so neither a name nor a redirect leads inside.
 * @throws AppError `bad_request`: no web address, refused, too large, too slow, too many redirects, status 400 or more.
 */
export async function get(address: string, options: GetOptions = {}): Promise<Fetched> {
  const late = AbortSignal.timeout(PAGE_TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, late]) : late;
  let url = parse(address, address);
  try {
    for (let redirects = 0; ; redirects++) {
      const response = await request(url, signal, options);
      const { statusCode = 0, headers } = response;
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        response.destroy();
        if (redirects === MAX_REDIRECTS)
          throw unreadable(address, `redirects more than ${MAX_REDIRECTS} times`);
        url = parse(headers.location, address, url);
        continue;
      }
      if (statusCode !== 200) {
        response.destroy();
        throw unreadable(address, `the server answered with status ${statusCode}`);
      }
      const [mediaType = '', ...parameters] = (headers['content-type'] ?? '')
        .split(';')
        .map((part) => part.trim());
      const charset = parameters
        .find((part) => /^charset=/i.test(part))
        ?.slice(8)
        .replaceAll('"', '');
      const bytes = await read(response, address);
      url.hash = '';
      return { bytes, mediaType: mediaType.toLowerCase(), url: url.href, ...(charset ? { charset } : {}) };
    }
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw explain(cause, address, late.aborted);
  }
}

function parse(location: string, address: string, base?: URL): URL {
  const url = URL.parse(location, base?.href);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw unreadable(
      address,
      `${base ? 'redirects to something that' : ''} is no http or https address`.trim(),
    );
  }
  if (url.username || url.password) throw unreadable(address, 'holds a name or password; leave them out');
  return url;
}

function request(
  url: URL,
  signal: AbortSignal,
  { allowPrivate = false, lookup }: GetOptions,
): Promise<IncomingMessage> {
  const settings = { allowPrivateIPAddress: allowPrivate, ...(lookup ? { lookup } : {}) };
  const isSecure = url.protocol === 'https:';
  const agent = isSecure ? new RequestFilteringHttpsAgent(settings) : new RequestFilteringHttpAgent(settings);
  const headers = {
    accept: 'text/html, application/pdf, text/markdown, text/plain, */*;q=0.1',
    'accept-encoding': 'identity',
    'user-agent': 'crossroads-ingest',
  };
  return new Promise((resolve, reject) => {
    (isSecure ? httpsGet : httpGet)(url, { agent, headers, signal }, resolve).on('error', reject);
  });
}

/** Some servers compress whatever they are asked for. */
const UNPACKERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

async function read(response: IncomingMessage, address: string): Promise<Uint8Array> {
  const packed = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const unpack = Object.hasOwn(UNPACKERS, packed) ? UNPACKERS[packed] : undefined;
  if (!unpack && !['', 'identity'].includes(packed)) {
    response.destroy();
    throw unreadable(address, 'is sent compressed in a way that is not known; save it and ingest the file');
  }
  // What fails is heard by who reads the end of it.
  const body = unpack ? pipeline(response, unpack(), () => {}) : response;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_PAGE_BYTES) throw unreadable(address, `is larger than ${MAX_PAGE_BYTES / 1024 ** 2} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function explain(cause: unknown, address: string, isLate: boolean): unknown {
  if (!(cause instanceof Error) || cause.name === 'AppError') return cause;
  if (isLate)
    return unreadable(address, `did not answer whole within ${PAGE_TIMEOUT_MS / 1000} s`, { cause });
  if (cause.message.includes('is not allowed')) {
    const message =
      'leads to a private address, which is refused; --allow-private lets your own network through';
    return unreadable(address, message, { cause });
  }
  return unreadable(address, `cannot be fetched (${(cause as NodeJS.ErrnoException).code ?? cause.name})`, {
    cause,
  });
}
