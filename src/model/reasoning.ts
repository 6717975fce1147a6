/** Keeps a model's reasoning, written as `<think>…</think>` before its answer, from the visitor. */

const OPEN = /^\s{0,32}<think(?:ing)?>/i;
const CLOSE = /<\/think(?:ing)?>/i;
const MAX_LEADING_BLANKS = 32;
const MAX_CLOSE_CHARS = '</thinking>'.length;

/**
 * A streaming filter: give it the answer piece by piece, send on what it returns.
 * Text that does not begin with such a tag passes at once; a tag that never closes yields nothing, and neither does
 * an answer that is nothing but the beginning of a tag. Tags later in the answer are ordinary text.
 */
export function createReasoningFilter(): (delta: string) => string {
  let state: 'start' | 'reasoning' | 'after' | 'answer' = 'start';
  let held = '';
  return (delta) => {
    if (state === 'answer') return delta;
    held += delta;
    if (state === 'start') {
      const tag = OPEN.exec(held);
      if (tag === null) {
        if (mayOpen(held)) return '';
        state = 'answer';
        return held;
      }
      held = held.slice(tag[0].length);
      state = 'reasoning';
    }
    if (state === 'reasoning') {
      const tag = CLOSE.exec(held);
      if (tag === null) {
        // Only the end can hold part of the closing tag; keeping more would grow without bound.
        held = held.slice(-MAX_CLOSE_CHARS);
        return '';
      }
      held = held.slice(tag.index + tag[0].length);
      state = 'after';
    }
    // The blank lines between reasoning and answer belong to neither.
    const text = held.trimStart();
    held = '';
    if (text !== '') state = 'answer';
    return text;
  };
}

function mayOpen(text: string): boolean {
  const start = text.trimStart().toLowerCase();
  if (text.length - start.length > MAX_LEADING_BLANKS) return false;
  return '<thinking>'.startsWith(start) || '<think>'.startsWith(start);
}
