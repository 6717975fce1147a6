/** The question what was missing, after a thumb down: answered in a word, or not at all. */
import { el } from './dom.ts';
import { dress } from './dress.ts';

/** Equals `WIRE_LIMITS.maxCommentChars`, which a test holds. */
export const MAX_COMMENT_CHARS = 1000;

/** Asks in `form`; see {@link Extras}. */
export function askWord(
  form: HTMLFormElement,
  label: string,
  send: string,
  done: (word: string) => void,
): void {
  dress(form);
  const field = el('input', {
    maxlength: MAX_COMMENT_CHARS,
    placeholder: label,
    'aria-label': label,
    enterkeyhint: 'send',
    dir: 'auto',
  });
  form.replaceChildren(field, el('button', { class: 'text' }, send));
  form.onsubmit = (event) => {
    event.preventDefault();
    form.replaceChildren();
    done(field.value.trim());
  };
  // A focused field would raise the keyboard of a touch screen over the answer.
  if (!matchMedia('(pointer: coarse)').matches) field.focus();
}
