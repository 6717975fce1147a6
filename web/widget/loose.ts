/** Puts a quiet mark behind each sentence that no cited passage supports. */
import { el } from './dom.ts';
import { dress } from './dress.ts';
import { spoken } from './sentences.ts';

const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Finds the sentences, given as [start, end) in the answer's Markdown, by their letters among those on the page: marks,
 * links and line breaks differ between the two. What is not found stays unmarked; the line below counts all.
 */
export function markLoose(
  answer: Element,
  text: string,
  spans: readonly [number, number][],
  label: string,
): void {
  dress(answer);
  /** For each letter on the page, where it stands. */
  const places: [node: Text, offset: number][] = [];
  let seen = '';
  const walker = document.createTreeWalker(answer, 4);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node.parentElement?.closest('button, figure, .fig')) continue;
    for (let at = 0; at < node.data.length; at += 1) {
      if (letters(node.data.charAt(at)) === '') continue;
      places.push([node, at]);
      seen += node.data.charAt(at);
    }
  }
  // Backwards, because a mark cuts the text node it is put into.
  for (const [start, end] of spans.toReversed()) {
    const wanted = letters(spoken(text.slice(start, end)));
    const at = seen.lastIndexOf(wanted);
    const place = places[at + wanted.length - 1];
    if (wanted === '' || at < 0 || !place) continue;
    seen = seen.slice(0, at);
    const [node, offset] = place;
    const stop = /^[^\s\p{L}]*/u.exec(node.data.slice(offset + 1))?.[0].length ?? 0;
    const range = new Range();
    range.setStart(node, offset + 1 + stop);
    range.insertNode(el('span', { class: 'loose', role: 'img', 'aria-label': label, title: label }, '?'));
  }
}
