/** Speaks to screen readers from outside the transcript: whole sentences, never single words. */
import { el } from './dom.ts';
import { sentenceEnd, spoken } from './sentences.ts';

/** Milliseconds until a spoken line is removed, so that nobody finds it again when reading the page. */
const KEEP_MS = 5000;

export interface Announcer {
  node: HTMLElement;
  say(text: string): void;
  /** Speaks what is new and whole in a growing answer; `ended` also speaks the rest. */
  follow(turnId: string, text: string, ended: boolean): void;
  /** Counts a turn as spoken up to here: history is not read aloud. */
  skip(turnId: string, text: string): void;
}

/** Creates the live region. */
export function createAnnouncer(): Announcer {
  const node = el('div', { class: 'unseen', 'aria-live': 'polite' });
  const reached = new Map<string, number>();
  const say = (text: string) => {
    if (text === '') return;
    const line = el('p', {}, text);
    node.append(line);
    setTimeout(() => line.remove(), KEEP_MS);
  };
  return {
    node,
    say,
    follow(turnId, text, ended) {
      const from = reached.get(turnId) ?? 0;
      const to = ended ? text.length : sentenceEnd(text, from);
      if (to <= from) return;
      reached.set(turnId, to);
      say(spoken(text.slice(from, to)));
    },
    skip: (turnId, text) => void reached.set(turnId, text.length),
  };
}
