/** Finds the instructions themselves in an answer: many of their words in their order, plainly or lightly disguised. */
import { asSeen } from '../../text/lookalikes.ts';
import { rememberLast } from '../../text/remember-last.ts';
import { reversed, rot13, type Watch } from './watch.ts';

/** So many words in a row are taken from the instructions, not found again by chance. */
const LEAK_WORDS = 12;
/** From so many on, the text waits for the next word. */
const HELD_WORDS = 6;

const WORD_CHAR = /[\p{L}\p{N}\p{M}]/u;
/** The same for ASCII, looked up: an answer has thousands of characters. */
const ASCII_WORD_CHARS = Array.from({ length: 128 }, (_, code) => WORD_CHAR.test(String.fromCharCode(code)));

/** The words of a text, as they are seen: accents and letters that only look alike are no disguise. */
export function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map(asSeen);
}

/** Where each word stands in a list. */
function placesIn(list: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const placesOf = new Map<string, number[]>();
  for (const [place, word] of list.entries()) {
    const places = placesOf.get(word);
    if (places) places.push(place);
    else placesOf.set(word, [place]);
  }
  return placesOf;
}

/** The places of the instructions' words, plain and in each disguise: instructions are the same for every answer. */
export const instructionPlaces = rememberLast((instructions) => {
  const list = wordsOf(instructions);
  return {
    plain: placesIn(list),
    rotated: placesIn(list.map(rot13)),
    backwards: placesIn(list.toReversed().map(reversed)),
  };
});

const NOWHERE: readonly number[] = [];

/** Follows runs of words that stand in the same order in a list, given by its {@link placesIn}. */
export function followRuns(placesOf: ReadonlyMap<string, readonly number[]>) {
  /** Where the last word stands in the list, in order, and for each place how many words led up to it. */
  let places = NOWHERE;
  let lengths: number[] = [];
  return {
    /** @returns the length of the longest run that ends with this word. */
    step(word: string): number {
      const before = places;
      const led = lengths;
      places = placesOf.get(word) ?? NOWHERE;
      if (places === NOWHERE) return 0;
      let longest = 1;
      let i = 0;
      lengths = places.map((place) => {
        while (i < before.length && (before[i] ?? 0) < place - 1) i++;
        const length = before[i] === place - 1 ? (led[i] ?? 0) + 1 : 1;
        if (length > longest) longest = length;
        return length;
      });
      return longest;
    },
  };
}

/** Finds twelve words of the instructions in a row: as they are, by rot13, or from the end to the beginning. */
export function watchInstructions(instructions: string): Watch {
  const readings = Object.values(instructionPlaces(instructions)).map(followRuns);
  /** Where each of the last words began. */
  const starts: number[] = [];
  let word = '';
  let longest = 0;

  function step(): boolean {
    const said = asSeen(word);
    word = '';
    longest = 0;
    for (const runs of readings) longest = Math.max(longest, runs.step(said));
    return longest >= LEAK_WORDS;
  }

  return {
    read(text, at) {
      /** Where the part of the word begins that is not in `word` yet. */
      let from = 0;
      let isInside = word !== '';
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        const char = code < 128 ? '' : String.fromCodePoint(text.codePointAt(i) ?? code);
        if (ASCII_WORD_CHARS[code] ?? WORD_CHAR.test(char)) {
          if (!isInside) {
            isInside = true;
            from = i;
            starts.push(at + i);
            if (starts.length > LEAK_WORDS) starts.shift();
          }
        } else if (isInside) {
          isInside = false;
          word += text.slice(from, i);
          if (step()) return true;
        }
        // The second half of a character that has two.
        if (char.length > 1) i += 1;
      }
      if (isInside) word += text.slice(from);
      return false;
    },
    end: () => word !== '' && step(),
    heldFrom() {
      if (longest < HELD_WORDS) return Number.POSITIVE_INFINITY;
      // The word under way is the newest of the starts, and no part of the run yet.
      return starts.at(-longest - (word === '' ? 0 : 1)) ?? starts[0] ?? Number.POSITIVE_INFINITY;
    },
  };
}
