/** Learns which passages a turn really searched, whatever it searched for and however often. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Passage } from '../../src/domain.ts';
import type { Retriever } from '../../src/retrieval/retrieve.ts';

const searched = new AsyncLocalStorage<Passage[]>();
const watched = new WeakSet<Retriever>();

/** Runs a turn. @returns its result, and the passages that its searches of the retriever found. */
export async function watchSearches<Result>(
  retriever: Retriever,
  turn: () => Promise<Result>,
): Promise<{ result: Result; passages: Passage[] }> {
  if (!watched.has(retriever)) {
    watched.add(retriever);
    const search = retriever.search.bind(retriever);
    // In place, because a turn holds this very object; the context tells turns apart that run at the same time.
    retriever.search = (query) => {
      const found = search(query);
      searched.getStore()?.push(...found.hits.map(({ passage }) => passage));
      return found;
    };
  }
  const passages: Passage[] = [];
  return { result: await searched.run(passages, turn), passages };
}
