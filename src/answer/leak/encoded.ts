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
  let code = '';
  let start = 0;
  let unread = 0;

  function isLeak(): boolean {
    unread = 0;
    return decodings(code.slice(-WINDOW)).some((text) => {
      const runs = followRuns(instructionPlaces(instructions).plain);
      return wordsOf(text).some((word) => runs.step(word) >= LEAK_WORDS);
    });
  }

  return {
    feed(char, at) {
      if (!CODE_CHARS[char.charCodeAt(0)]) {
        const leaks = code.length >= MIN_CODE && unread > 0 && isLeak();
        code = '';
        return leaks;
      }
      if (code === '') {
        start = at;
        unread = 0;
      }
      code += char;
      if (code.length > 2 * WINDOW) code = code.slice(-WINDOW);
      unread += 1;
      return unread >= STRIDE && isLeak();
    },
    end: () => code.length >= MIN_CODE && unread > 0 && isLeak(),
    heldFrom: () => (code.length >= MIN_CODE && unread > 0 ? start : Number.POSITIVE_INFINITY),
  };
}
