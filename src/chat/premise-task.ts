/** A claim on which a question stands ("since keepers read music, ..."), as the question whether it holds. */
import type { AnswerTask } from '../answer/answerer.ts';
import type { Retriever } from '../retrieval/retrieve.ts';
import { toSearch } from './to-search.ts';

/** @returns the claim as a yes-no question of its own, searched by its words alone. */
export function premiseTask(claim: string, search: Retriever): AnswerTask {
  const { hits, terms } = search.search(toSearch({ text: claim, carried: [] }, search.lexicon));
  const { lexicon } = search;
  return {
    question: claim,
    standaloneQuery: claim,
    act: 'question',
    type: 'yes-no',
    past: [],
    hits,
    terms,
    lexicon,
  };
}
