/** Finds the instructions in an answer where they are written in base64 or in hexadecimal digits. */
import { followRuns, instructionPlaces, wordsOf } from './instructions.ts';
import type { Watch } from './watch.ts';

const CODE_CHAR = /[A-Za-z0-9+/=_-]/;
/** By its character code, looked up: an answer has thousands of characters. */
const CODE_CHARS = Array.from({ length: 128 }, (_, code) => CODE_CHAR.test(String.fromCharCode(code)));
/** No word is so long; an address may be, and passes once it is read. */
const MIN_CODE = 24;
/** Characters that are read together, and how many of them are new each time. */
const WINDOW = 128;
const STRIDE = 64;
/** Words of the instructions in a row that are no accident in what a code turns out to say. */
const LEAK_WORDS = 4;

/** What a code may say: hexadecimal, or base64 from any of its four places. */
function decodings(code: string): string[] {
  const hex = /^[0-9a-f]+$/i.test(code) ? [0, 1].map((at) => Buffer.from(code.slice(at), 'hex')) : [];
  const base64 = [0, 1, 2, 3].map((at) => Buffer.from(code.slice(at), 'base64'));
  return [...hex, ...base64].map((bytes) => bytes.toString('utf8'));
}

/** Finds instructions in unbroken codes of 24 characters and more. */
export function watchEncoded(instructions: string): Watch {
  /** The end of the code under way, as much of it as is read together. */
  let code = '';
  let length = 0;
  let start = 0;
  let unread = 0;

  const take = (text: string) => {
    code = (code + text).slice(-WINDOW);
  };
  function isLeak(): boolean {
    unread = 0;
    return decodings(code).some((text) => {
      const runs = followRuns(instructionPlaces(instructions).plain);
      return wordsOf(text).some((word) => runs.step(word) >= LEAK_WORDS);
    });
  }

  return {
    read(text, at) {
      let from = 0;
      for (let i = 0; i < text.length; i++) {
        if (CODE_CHARS[text.charCodeAt(i)]) {
          if (length === 0) start = at + i;
          length += 1;
          unread += 1;
          if (unread < STRIDE) continue;
          take(text.slice(from, i + 1));
          from = i + 1;
          if (isLeak()) return true;
          continue;
        }
        if (length >= MIN_CODE && unread > 0) {
          take(text.slice(from, i));
          if (isLeak()) return true;
        }
        code = '';
        length = 0;
        unread = 0;
        from = i + 1;
      }
      if (length > 0) take(text.slice(from));
      return false;
    },
    end: () => length >= MIN_CODE && unread > 0 && isLeak(),
    heldFrom: () => (length >= MIN_CODE && unread > 0 ? start : Number.POSITIVE_INFINITY),
  };
}
