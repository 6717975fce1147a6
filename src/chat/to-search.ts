/** What of a standalone query is searched, and with what weight. */
import type { Search } from '../retrieval/retrieve.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { terms } from '../text/tokenize.ts';
import { isEmpty } from './pointing.ts';
import type { StandaloneQuery } from './query.ts';
import { entities } from './rewrite.ts';

/** Weight of the names of things where several are named beside something else: such names tell no passages apart. */
const NAMES_WEIGHT = 0.3;

/** The words asked in full, and what is carried by its weight. */
export function toSearch(
  { text, asked = text, carried }: Pick<StandaloneQuery, 'text' | 'asked' | 'carried'>,
  lexicon: Lexicon,
): Search {
  const things = entities(lexicon, asked);
  if (things.length < 2) return { question: asked, carried };
  const named = lexicon.mentions(asked).filter(({ concept }) => concept.isEntity);
  let rest = '';
  let from = 0;
  for (const { start, end } of named) {
    rest += asked.slice(from, start);
    from = end;
  }
  rest += asked.slice(from);
  if (terms(rest).every(({ word }) => isEmpty(word))) return { question: asked, carried };
  const names = things.map(({ name }) => name).join(' ');
  return { question: rest, carried: [...carried, { text: names, weight: NAMES_WEIGHT }] };
}
