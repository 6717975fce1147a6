/** Stops an answer that gives away the system message, before the words that do have left. */
import { AppError } from '../../errors.ts';
import { watchCanary } from './canary.ts';
import { watchEncoded } from './encoded.ts';
import { watchInstructions } from './instructions.ts';

/**
 * A streaming filter. Text passes at once, but for an end that may become the canary, a long run of the instructions'
 * own words, or a code that holds them; that waits for what follows. The same text passes however it is split.
 *
 * It bounds what a model that is talked into repeating its prompt can give away; it cannot recognise a paraphrase or a
 * translation. That is why prompts hold no secret.
 */
export function createLeakGuard({ canary, instructions }: { canary: string; instructions: string }): {
  /** @throws AppError `upstream_rejected` when a leak is complete; nothing of it has passed. */
  push(delta: string): string;
  /** Call once, at the end: what was held back turns out to be harmless. @throws as `push`. */
  flush(): string;
} {
  const watches = [watchCanary(canary), watchInstructions(instructions), watchEncoded(instructions)];
  let held = '';
  let read = 0;
  /** The first half of a character whose second half is yet to come. */
  let half = '';
  return {
    push(delta) {
      let text = half + delta;
      half = isFirstHalf(text.charCodeAt(text.length - 1)) ? text.slice(-1) : '';
      if (half !== '') text = text.slice(0, -1);
      for (const watch of watches) if (watch.read(text, read)) throw leaked();
      read += text.length;
      held += text;
      let from = read;
      for (const watch of watches) from = Math.min(from, watch.heldFrom());
      const ready = held.slice(0, Math.max(0, held.length - (read - from)));
      held = held.slice(ready.length);
      return ready;
    },
    flush() {
      if (watches.some((watch) => watch.end())) throw leaked();
      const rest = held + half;
      held = '';
      half = '';
      return rest;
    },
  };
}

function isFirstHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function leaked(): AppError {
  return new AppError('upstream_rejected', 'The model was about to give away its instructions; stopped.');
}
