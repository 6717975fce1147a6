/** The variables of the embedding model, which finds passages by their meaning. */
import { z } from 'zod';
import { baseUrl, key, type Spec, unset, whole } from './kinds.ts';

/** Past it a prefix would be most of what is embedded. */
const prefixText = unset.pipe(z.string().max(500, 'expected at most 500 characters').optional());

export const embeddingSpecs = {
  OPENAI_EMBEDDING_MODEL: {
    default: '',
    description:
      'Embedding model by which passages are found by meaning as well, e.g. text-embedding-3-small. Unset: by words alone.',
    example: 'text-embedding-3-small',
    schema: unset,
  },
  OPENAI_EMBEDDING_BASE_URL: {
    default: '',
    description: 'Address of its API. Unset: OPENAI_BASE_URL.',
    example: 'http://127.0.0.1:11434/v1',
    schema: baseUrl,
  },
  OPENAI_EMBEDDING_API_KEY: {
    default: '',
    description:
      'Key of that API. Unset: OPENAI_API_KEY, but none where OPENAI_EMBEDDING_BASE_URL names another server.',
    example: 'sk-...',
    isSecret: true,
    schema: key,
  },
  EMBEDDING_DIMENSIONS: {
    default: '',
    description:
      'Numbers a vector, where the model lets one choose: fewer take less memory and time. Unset: as it gives them.',
    example: '512',
    schema: whole(2, 8192).optional(),
  },
  EMBEDDING_QUERY_PREFIX: {
    default: '',
    description:
      'Words that the model wants before each question, as its card says: query: for e5, search_query: for nomic. A space follows. Unset: none.',
    example: 'query:',
    schema: prefixText,
  },
  EMBEDDING_PASSAGE_PREFIX: {
    default: '',
    description:
      'Words that it wants before each passage: passage: for e5, search_document: for nomic. A space follows. Unset: none.',
    example: 'passage:',
    schema: prefixText,
  },
  EMBEDDING_TIMEOUT_MS: {
    default: '300',
    description:
      'Milliseconds that a question waits for its vector; past them it is searched by words alone.',
    example: '300',
    schema: whole(10, 10_000),
  },
} satisfies Record<string, Spec<unknown>>;
