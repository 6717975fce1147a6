/** A text with some of its words marked; text stays text. */
import { el } from '../widget/dom.ts';

/** Letters that a word and its inflected forms share, at least: "engineer" marks "engineering". */
const MIN_STEM = 4;

/** Marks the words that begin like one of `words`. Linear in the text. */
export function highlight(text: string, words: readonly string[]): HTMLElement {
  const stems = words.map((word) => word.toLowerCase()).filter((word) => word !== '');
  const node = el('p', { dir: 'auto' });
  let from = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const word = match[0].toLowerCase();
    if (!stems.some((stem) => isForm(word, stem))) continue;
    node.append(text.slice(from, match.index), el('mark', {}, match[0]));
    from = match.index + match[0].length;
  }
  node.append(text.slice(from));
  return node;
}

function isForm(word: string, of: string): boolean {
  if (word === of) return true;
  const stem = of.length > MIN_STEM + 1 ? of.slice(0, Math.max(MIN_STEM, of.length - 2)) : of;
  return stem.length >= MIN_STEM && word.startsWith(stem) && Math.abs(word.length - of.length) <= 4;
}
