/** What a visitor takes along: an answer to paste, the conversation as a file. Both are Markdown with its sources. */
import type { Citation } from '../../src/protocol.ts';
import { el } from './dom.ts';
import type { Turn } from './state.ts';

/** Milliseconds until a file's text is let go of: long after the browser has taken it. */
const KEEP_MS = 60_000;
/** Milliseconds for which "Copied" stands in place of "Copy". */
const COPIED_MS = 2000;

/** The answer as Markdown: words with their markers, then the sources they stand for. */
export function answerWithSources(text: string, citations: readonly Citation[]): string {
  const lines = citations.map(({ marker, title, heading, url }) =>
    [`- [${marker}] ${title}`, heading && ` › ${heading}`, url && ` <${url}>`].filter(Boolean).join(''),
  );
  return [text.trim(), lines.join('\n')].join('\n\n').trim();
}

/** The conversation as Markdown: each question as a heading, its answer, and the sources it stands on. */
export function asMarkdown(title: string, turns: readonly Turn[]): string {
  const parts = turns.map(
    ({ question, text, citations }) =>
      `## ${question.replace(/\s+/g, ' ')}\n\n${answerWithSources(text, citations)}\n`,
  );
  return [`# ${title}\n`, ...parts].join('\n');
}

/** Hands the conversation to the visitor as a file; nothing is sent anywhere. */
export function saveConversation(title: string, turns: readonly Turn[]): void {
  const href = URL.createObjectURL(new Blob([asMarkdown(title, turns)], { type: 'text/markdown' }));
  el('a', { href, download: `${title}.md` }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEEP_MS);
}

/** Copies an answer; `press`, the button, says so for a while. */
export async function copyAnswer(press: HTMLElement, turn: Turn, copied: string): Promise<void> {
  const before = press.textContent;
  try {
    await navigator.clipboard.writeText(answerWithSources(turn.text, turn.citations));
    press.textContent = copied;
    setTimeout(() => {
      press.textContent = before;
    }, COPIED_MS);
  } catch {
    // No permission and no secure context: the text can still be selected by hand.
    press.remove();
  }
}
