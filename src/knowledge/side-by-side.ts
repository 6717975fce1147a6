/** The two things that an article sets side by side in its title: "Rust vs Go: which one to learn". */
import type { LexiconData } from '../text/lexicon.ts';

/** Both halves, of some words each, as far as no other thought begins. */
const VERSUS = /(?:^|[:,;–—|(] *)([^:,;–—|(]{2,60}) (?:vs\.?|versus) ([^:,;–—|()?]{2,80})/i;
/** Words with which a title goes on after the second thing. */
const GOES_ON =
  / (?:and|or|which|what|who|how|why|when|where|for|in|on|at|to|from|with|compared|explained|is|are|do|does|should)\b/i;
/** Words of a name at most: beyond them it is no name. */
const MAX_WORDS = 4;
/** Documents of a folder at most: in a larger one a title speaks for itself, not for the topic. */
const MAX_DOCUMENTS = 20;

/**
 * A lexicon for an owner who wrote none: what one title sets against the other are the things that the topic tells
 * apart. @returns undefined when no title does, or several do and disagree.
 */
export function sideBySide(titles: readonly string[]): LexiconData | undefined {
  if (titles.length > MAX_DOCUMENTS) return undefined;
  const pairs = titles.flatMap((title) => {
    const [, left = '', right = ''] = VERSUS.exec(title) ?? [];
    const one = left.trim();
    const other = (right.split(GOES_ON)[0] ?? '').trim();
    // Without a mark between them, the second name is as long as the first.
    const length = one.split(/\s+/).length;
    const names = [one, other.split(/\s+/).slice(0, length).join(' ')];
    return names.every((name) => name !== '' && name.split(/\s+/).length <= MAX_WORDS) ? [names] : [];
  });
  const [pair] = pairs;
  if (!pair || pairs.some((other) => other.join('\n').toLowerCase() !== pair.join('\n').toLowerCase()))
    return undefined;
  return {
    concepts: pair.map((name, i) => ({
      id: `thing-${i + 1}`,
      name,
      words: shortOf(name, pair),
      isEntity: true,
    })),
    opposites: [],
  };
}

/** "Kiln" for "Kiln Keeper" beside "Wheel Keeper": what a visitor says who knows what both are. */
function shortOf(name: string, pair: readonly string[]): string[] {
  const [own = [], ...others] = [name, ...pair].map((one) => one.split(/\s+/));
  const last = own.at(-1)?.toLowerCase();
  const isShared = own.length > 1 && others.every((words) => words.at(-1)?.toLowerCase() === last);
  return isShared ? [own.slice(0, -1).join(' ')] : [];
}
