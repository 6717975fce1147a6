/** The embedding model behind any OpenAI-compatible endpoint. */
import type { Readable } from 'node:stream';
import { APIError } from 'openai';
import type { AppError } from '../errors.ts';
import { createClient } from './client.ts';
import type { Embedder } from './embedder.ts';
import { readVectors } from './embedding-reply.ts';
import { cancelled, type EndpointNames, invalidAnswer, timedOut, toModelError } from './failures.ts';

export interface OpenAiEmbedderOptions {
  /** Without a trailing `/embeddings`. Default: https://api.openai.com/v1. */
  baseUrl?: string;
  /** Empty for a local server that asks for none: no `Authorization` header is sent then. */
  apiKey: string;
  /** As the upstream names it, e.g. "text-embedding-3-small". */
  model: string;
  /** Asked for, where the model lets one choose. Default: the model's own. */
  dimensions?: number;
  /** For one call, its reply included. Default 60,000: a local server may take long over a batch. */
  timeoutMs?: number;
  /** Bytes of a reply that are read; past it the call fails. Default 32 MiB. */
  maxBytes?: number;
}

/** For errors; the variables are those of the embedding model. */
const NAMES: EndpointNames = {
  what: 'embedding model',
  key: 'OPENAI_EMBEDDING_API_KEY, or OPENAI_API_KEY',
  url: 'OPENAI_EMBEDDING_BASE_URL, or OPENAI_BASE_URL,',
  model: 'OPENAI_EMBEDDING_MODEL',
};

/** Makes the embedder; see the contract in `embedder.ts`. `close()` drops idle connections. */
export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Embedder & { close(): void } {
  const { model, dimensions, timeoutMs = 60_000, maxBytes = 32 * 1024 ** 2 } = options;
  const { client, close } = createClient({ ...options, timeoutMs });
  /** A third of the bytes of numbers in JSON. Some servers do not know it and say so; others just send numbers. */
  let inBase64 = true;
  /** Whether a reply could be read: what is refused from then on is not the form. */
  let isUnderstood = false;

  async function call(texts: readonly string[], signal: AbortSignal) {
    const response = await client.embeddings
      .create(
        {
          model,
          input: [...texts],
          encoding_format: inBase64 ? 'base64' : 'float',
          ...(dimensions === undefined ? {} : { dimensions }),
        },
        { signal },
      )
      .asResponse();
    // Our fetch gives the Node stream as body, see http-fetch.ts.
    const text = await readAll(response.body as unknown as Readable, maxBytes, signal);
    return readVectors(text, { texts, ...(dimensions === undefined ? {} : { dimensions }) });
  }

  return {
    name: model,
    async embed(texts, { signal }) {
      const late = AbortSignal.timeout(timeoutMs);
      const either = AbortSignal.any([signal, late]);
      const explain = (error: unknown): AppError => {
        if (signal.aborted) return cancelled();
        return late.aborted ? timedOut('reply', timeoutMs, NAMES.what) : toModelError(error, NAMES);
      };
      try {
        const embedded = await call(texts, either);
        isUnderstood = true;
        return embedded;
      } catch (error) {
        const isDialect =
          inBase64 && !isUnderstood && error instanceof APIError && [400, 422].includes(error.status ?? 0);
        if (!isDialect || either.aborted) throw explain(error);
      }
      // What it does not like may be the form of the reply.
      inBase64 = false;
      try {
        const embedded = await call(texts, either);
        isUnderstood = true;
        return embedded;
      } catch (error) {
        inBase64 = true;
        throw explain(error);
      }
    },
    close,
  };
}

async function readAll(body: Readable, maxBytes: number, signal: AbortSignal): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    bytes += part.length;
    // Leaving the loop destroys the reply and its connection.
    if (bytes > maxBytes)
      throw invalidAnswer(`it is longer than ${Math.round(maxBytes / 1024 ** 2)} MB`, NAMES.what);
    parts.push(part);
  }
  if (signal.aborted) throw new Error('aborted');
  return Buffer.concat(parts).toString('utf8');
}
