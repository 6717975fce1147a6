/** Finds which of several named things a text mentions with the longest name. */
import { createPhraseBook, type PhraseBook } from './phrase-book.ts';
import { compilePhrase, findEither, type Phrase, type PhraseMatch } from './phrases.ts';
import type { Role } from './schema.ts';
import type { Token } from './words.ts';

const books = new WeakMap<readonly string[], PhraseBook<{ phrase: Phrase }>>();

/** Compiled once for each list: an owner's lists live as long as her files. */
function bookOf(names: readonly string[]): PhraseBook<{ phrase: Phrase }> {
  let book = books.get(names);
  if (!book) {
    book = createPhraseBook(names.map((name) => ({ phrase: compilePhrase(name, {}) })));
    books.set(names, book);
  }
  return book;
}

const names = new WeakMap<Role, readonly string[]>();

/** What visitors call a role; always the same list. */
export function namesOf(role: Role): readonly string[] {
  const list = names.get(role) ?? [role.name, role.field, ...role.words];
  names.set(role, list);
  return list;
}

/** Every place where one of `words` stands, negated or not. */
export function placesOf(words: readonly string[], tokens: readonly Token[]): PhraseMatch[] {
  return bookOf(words)
    .near(tokens)
    .flatMap(({ phrase }) => findEither(phrase, tokens));
}

/** The item with the longest accepted mention; of equals the one mentioned first. */
export function mentionedLongest<Item>(
  named: readonly { item: Item; words: readonly string[] }[],
  tokens: readonly Token[],
  accepts: (match: PhraseMatch) => boolean = () => true,
): Item | undefined {
  let best: { item: Item; length: number; from: number } | undefined;
  for (const { item, words } of named) {
    for (const match of placesOf(words, tokens)) {
      const length = match.to - match.from;
      const isBetter = !best || length > best.length || (length === best.length && match.from < best.from);
      if (isBetter && accepts(match)) best = { item, length, from: match.from };
    }
  }
  return best?.item;
}
