/** A random word in the system message that no answer has a reason to hold, and what finds it in whatever dress. */
import { randomBytes } from 'node:crypto';
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

/** So many characters of a needle in a row are no accident: from there on the text waits for the next ones. */
const MIN_HELD = 4;
/** More characters than this between two of a needle, and they do not belong together. */
const MAX_GAP = 8;

/** A way to look at an answer: what counts of it, and what is looked for among that. */
interface View {
  /** @returns the character as it is compared, or nothing when it is passed over. */
  see(char: string): string;
  needles: string[];
}

/** The views of a canary with all that can be worked out before an answer begins: the canary is the same for each. */
const prepare = rememberLast((canary) => {
  const views = viewsOf(canary).map(({ see, needles }) => ({
    see,
    /** What each ASCII character is to the view: an answer has thousands of them. */
    table: Array.from({ length: 128 }, (_, code) => see(String.fromCharCode(code))),
    needles: needles.map((needle) => ({ needle, back: fallbacks(needle) })),
    openers: new Set(needles.map((needle) => needle.charAt(0))),
    longest: Math.max(...needles.map(({ length }) => length)),
  }));
  const opens = (code: number) => views.some(({ table, openers }) => openers.has(table[code] ?? ''));
  /** Which ASCII characters open a needle in any view. */
  return { views, opensAny: Array.from({ length: 128 }, (_, code) => opens(code)) };
});

function viewsOf(canary: string): View[] {
  const bytes = Buffer.from(canary);
  return [
    {
      // Whatever stands between the letters: spaces, dashes, line ends, quotes.
      see: (char) => {
        const plain = char < '\x80' ? char : char.normalize('NFKC');
        return /^[a-z0-9]$/i.test(plain) ? plain.toLowerCase() : '';
      },
      needles: [canary, reversed(canary), rot13(canary), reversed(rot13(canary))],
    },
    // 6b37, 6b 37, \x6b\x37, %6b%37, 0x6b
    { see: (char) => (/^[0-9a-f]$/i.test(char) ? char.toLowerCase() : ''), needles: [bytes.toString('hex')] },
    // 107 55, &#107;&#55;
    { see: (char) => (/^\d$/.test(char) ? char : ''), needles: [bytes.join('')] },
    {
      see: (char) => (/^[A-Za-z0-9+/]$/.test(char) ? char : ({ '-': '+', _: '/' }[char] ?? '')),
      needles: [0, 1, 2].map((shift) => base64Core(bytes, shift)),
    },
  ];
}

/** What base64 makes of the canary when `shift` bytes stand before it, without the characters that they colour. */
function base64Core(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const end = (shift + bytes.length) % 3 === 0 ? text.length : text.length - 1;
  return text.slice(Math.ceil((shift * 8) / 6), end);
}

/** For each length of a match, the longest shorter one that it also is (Knuth, Morris and Pratt). */
function fallbacks(needle: string): number[] {
  const back = [0, 0];
  for (let i = 1, k = 0; i < needle.length; i++) {
    while (k > 0 && needle[i] !== needle[k]) k = back[k] ?? 0;
    if (needle[i] === needle[k]) k++;
    back[i + 1] = k;
  }
  return back;
}

/** Finds the canary plain, spaced out, reversed, rot13, in hex, in decimal codes and in base64. */
export function watchCanary(canary: string): Watch {
  const { views: prepared, opensAny } = prepare(canary);
  const views = prepared.map(({ needles, ...view }) => ({
    ...view,
    matchers: needles.map((needle) => ({ ...needle, matched: 0 })),
    /** Whether a needle may be under way. */
    isBegun: false,
    /** Where the characters seen since then stand in the answer, the last ones, as many as the longest needle has. */
    places: [] as number[],
  }));
  /** Whether one is in any view. Nearly always none is, and a character that opens none can be passed over. */
  let isBegun = false;
  return {
    feed(char, at) {
      if (!isBegun && opensAny[char.charCodeAt(0)] === false) return false;
      let isFound = false;
      isBegun = false;
      for (const view of views) {
        const { see, table, openers, matchers, places, longest } = view;
        const seen = table[char.charCodeAt(0)] ?? see(char);
        if (!view.isBegun && !openers.has(seen)) continue;
        const last = places.at(-1);
        if (last !== undefined && at - last > MAX_GAP) {
          view.isBegun = false;
          places.length = 0;
          for (const matcher of matchers) matcher.matched = 0;
        }
        if (seen === '') {
          isBegun ||= view.isBegun;
          continue;
        }
        places.push(at);
        if (places.length > longest) places.shift();
        view.isBegun = false;
        for (const matcher of matchers) {
          const { needle, back } = matcher;
          let { matched } = matcher;
          while (matched > 0 && needle[matched] !== seen) matched = back[matched] ?? 0;
          if (needle[matched] === seen) matched++;
          isFound ||= matched === needle.length;
          matcher.matched = matched === needle.length ? 0 : matched;
          view.isBegun ||= matcher.matched > 0;
        }
        if (!view.isBegun) places.length = 0;
        isBegun ||= view.isBegun;
      }
      return isFound;
    },
    end: () => false,
    heldFrom() {
      let from = Number.POSITIVE_INFINITY;
      if (!isBegun) return from;
      for (const { matchers, places } of views) {
        for (const { matched } of matchers) {
          if (matched >= MIN_HELD) from = Math.min(from, places.at(-matched) ?? from);
        }
      }
      return from;
    },
  };
}
