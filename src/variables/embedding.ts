/** The variables of the embedding model, which finds passages by their meaning. */
import { baseUrl, key, type Spec, unset, whole } from './kinds.ts';

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
  EMBEDDING_TIMEOUT_MS: {
    default: '300',
    description:
      'Milliseconds that a question waits for its vector; past them it is searched by words alone.',
    example: '300',
    schema: whole(10, 10_000),
  },
} satisfies Record<string, Spec<unknown>>;
