/** A random word in the system message that no answer has a reason to hold, and what finds it in whatever dress. */
import { randomBytes } from 'node:crypto';
import { asSeen } from '../../text/lookalikes.ts';
import { rememberLast } from '../../text/remember-last.ts';
import { reversed, rot13, type Watch } from './watch.ts';

/** No letter or digit that a model mistakes for another. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
/** 100 random bits. */
const CANARY_CHARS = 20;

/** Makes a new canary: 20 small letters and digits. */
export function newCanary(): string {
  return Array.from(randomBytes(CANARY_CHARS), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}

/** So many characters of a canary in a row are no accident: from there on the text waits for the next ones. */
const MIN_HELD = 4;
/** More characters than this between two of a needle, and they do not belong together. */
const MAX_GAP = 8;

/** A way to look at an answer: what counts of it, and what is looked for among that. */
interface View {
  /** @returns the character as it is compared, or nothing when it is passed over. */
  see(char: string): string;
  needles: string[];
  /** What {@link MIN_HELD} characters of the canary take in this dress, and no three do. */
  minHeld: number;
}

/** The views of a canary with all that can be worked out before an answer begins: the canary is the same for each. */
const prepare = rememberLast((canary) =>
  viewsOf(canary).map(({ see, needles, minHeld }) => {
    const alphabet = [...new Set(needles.join(''))];
    const symbolOf = (char: string) => {
      const seen = see(char);
      return seen === '' ? PASSED_OVER : alphabet.indexOf(seen) + 1;
    };
    return {
      symbolOf,
      /** The same for ASCII, looked up: an answer has thousands of characters. */
      symbols: Int16Array.from({ length: 128 }, (_, code) => symbolOf(String.fromCharCode(code))),
      automaton: createAutomaton(needles, alphabet),
      minHeld,
      longest: Math.max(...needles.map(({ length }) => length)),
    };
  }),
);

/** Of a character that a view passes over; 0 is one that counts and stands in no needle. */
const PASSED_OVER = -1;

function viewsOf(canary: string): View[] {
  const bytes = Buffer.from(canary);
  return [
    {
      // Whatever stands between the letters: spaces, dashes, line ends, quotes.
      see: (char) => {
        const plain = asSeen(char);
        return /^[a-z0-9]$/.test(plain) ? plain : '';
      },
      needles: [canary, reversed(canary), rot13(canary), reversed(rot13(canary))],
      minHeld: MIN_HELD,
    },
    // 6b37, 6b 37, \x6b\x37, %6b%37, 0x6b
    {
      see: (char) => (/^[0-9a-f]$/i.test(char) ? char.toLowerCase() : ''),
      needles: [bytes.toString('hex')],
      minHeld: 2 * MIN_HELD,
    },
    // 107 55, &#107;&#55; and \153\067, \153\67
    {
      see: (char) => (/^\d$/.test(char) ? char : ''),
      needles: [bytes.join(''), codesOf(bytes, 8, 3), codesOf(bytes, 8, 0)],
      // A code has two or three digits, so three of them may have nine.
      minHeld: 3 * MIN_HELD - 2,
    },
    // 01101011 00110111
    {
      see: (char) => (/^[01]$/.test(char) ? char : ''),
      needles: [codesOf(bytes, 2, 8), codesOf(bytes, 2, 7)],
      minHeld: 7 * MIN_HELD,
    },
    {
      see: (char) => (/^[A-Za-z0-9+/]$/.test(char) ? char : ({ '-': '+', _: '/' }[char] ?? '')),
      needles: [0, 1, 2].map((shift) => base64Core(bytes, shift)),
      minHeld: Math.ceil((8 * MIN_HELD) / 6),
    },
  ];
}

const codesOf = (bytes: Buffer, base: number, width: number) =>
  Array.from(bytes, (byte) => byte.toString(base).padStart(width, '0')).join('');

/** What base64 makes of the canary when `shift` bytes stand before it, without the characters that they colour. */
function base64Core(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const end = (shift + bytes.length) % 3 === 0 ? text.length : text.length - 1;
  return text.slice(Math.ceil((shift * 8) / 6), end);
}

interface Automaton {
  /** Symbols, 0 included: a state's row of `next` begins at `state * width`. */
  width: number;
  next: Int32Array;
  /** How many characters of a needle each state has matched; the longest of all that it may be in. */
  depths: Int32Array;
  /** Whether a needle ends there. */
  finds: boolean[];
}

/** Looks for all needles at once, in one step a character (Aho and Corasick 1975). State 0 has matched nothing. */
function createAutomaton(needles: readonly string[], alphabet: readonly string[]): Automaton {
  const prefixes = [...new Set(['', ...needles.flatMap((needle) => prefixesOf(needle))])];
  const states = new Map(prefixes.map((prefix, state) => [prefix, state]));
  const width = alphabet.length + 1;
  const next = new Int32Array(prefixes.length * width);
  for (const [state, prefix] of prefixes.entries()) {
    for (const [i, char] of alphabet.entries()) {
      let read = prefix + char;
      while (!states.has(read)) read = read.slice(1);
      next[state * width + i + 1] = states.get(read) ?? 0;
    }
  }
  return {
    width,
    next,
    depths: Int32Array.from(prefixes, ({ length }) => length),
    finds: prefixes.map((prefix) => needles.some((needle) => prefix.endsWith(needle))),
  };
}

const prefixesOf = (text: string) => Array.from(text, (_, i) => text.slice(0, i + 1));

/** Finds the canary plain, spaced out, accented, in look-alike letters, reversed, rot13, in hex, in decimal or octal codes, in bits and in base64. */
export function watchCanary(canary: string): Watch {
  const views = prepare(canary).map(watchView);
  return {
    read(text, at) {
      for (const view of views) if (view.read(text, at)) return true;
      return false;
    },
    end: () => false,
    heldFrom() {
      let from = Number.POSITIVE_INFINITY;
      for (const view of views) from = Math.min(from, view.heldFrom());
      return from;
    },
  };
}

function watchView({ symbolOf, symbols, automaton, minHeld, longest }: ReturnType<typeof prepare>[number]) {
  const { width, next, depths, finds } = automaton;
  let state = 0;
  /** Where the characters that count stand in the answer: the last ones, as many as the longest needle has. */
  const places = new Array<number>(longest).fill(0);
  let counted = 0;
  let last = 0;

  return {
    read(text: string, at: number): boolean {
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        const place = at + i;
        let symbol = symbols[code] ?? PASSED_OVER;
        if (code >= 128) {
          const char = String.fromCodePoint(text.codePointAt(i) ?? code);
          symbol = symbolOf(char);
          i += char.length - 1;
        }
        if (state !== 0 && place - last > MAX_GAP) state = 0;
        if (symbol === PASSED_OVER) continue;
        state = next[state * width + symbol] ?? 0;
        if (state === 0) continue;
        if (finds[state]) return true;
        places[counted++ % longest] = place;
        last = place;
      }
      return false;
    },
    heldFrom(): number {
      const depth = depths[state] ?? 0;
      return depth < minHeld ? Number.POSITIVE_INFINITY : (places[(counted - depth) % longest] ?? 0);
    },
  };
}
