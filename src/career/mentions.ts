/** Finds which of several named things a text mentions with the longest name. */
import { compilePhrase, findPhrase, type Phrase, type PhraseMatch } from './phrases.ts';
import type { Token } from './words.ts';

const compiled = new Map<string, Phrase>();
/** Bounds the memory of compiled names; an owner's files hold far fewer. */
const MAX_COMPILED = 5000;

function nameOf(source: string): Phrase {
  let phrase = compiled.get(source);
  if (!phrase) {
    phrase = compilePhrase(source, {});
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    compiled.set(source, phrase);
  }
  return phrase;
}

/** Every place where one of `words` stands, negated or not. */
export function placesOf(words: readonly string[], tokens: readonly Token[]): PhraseMatch[] {
  return words.flatMap((word) => {
    const phrase = nameOf(word);
    return [...findPhrase(phrase, tokens), ...findPhrase({ ...phrase, negated: true }, tokens)];
  });
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
