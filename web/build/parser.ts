/** Takes mathematics out of the Markdown parser: `$5 to $9` is money here, and the package has no switch for it. */
import type { Plugin } from 'vite';

/** What goes: from the first of the two marks up to the second, each as it stands in the package's source. */
const CUTS = [
  ['        case MAYBE_EQ_BLOCK:', '        /* Raw URLs */'],
  [
    "            case '(':\n                add_text(p)\n                add_token(p, EQUATION_INLINE)",
    "            case '\\n':\n                // Escaped newline",
  ],
  ['        /* $eq$ | $$eq$$ */', '        /* [Image](url) */'],
] as const;

/** What is left of it then, and two functions that are written at length; each with what takes its place. */
const SHORTER: readonly [RegExp, string][] = [
  [/(?:\|\||&&)\s*p\.token [!=]== EQUATION_(?:BLOCK|INLINE)/g, ''],
  [/^ +case EQUATION_(?:BLOCK|INLINE):\n/gm, ''],
  // Our renderer keeps its own state.
  [/p\.renderer\.data(?:, )?/g, ''],
  [/heading_from_level\(p\.pending\.length\)/, '(HEADING_1 - 1 + p.pending.length)'],
  [/case '0':[\s\S]*?case '9':/, 'default: if (!is_digit(p.pending.charCodeAt(0))) break'],
  [/function is_digit\([\s\S]*?\n\}/, 'function is_digit(code) { return code > 47 && code < 58 }'],
];

/** @throws Error when another version of the package looks different: then see whether this is still needed. */
export function withoutMathematics(): Plugin {
  return {
    name: 'crossroads:without-mathematics',
    enforce: 'pre',
    transform(code, id) {
      if (!/streaming-markdown\/smd\.js$/.test(id)) return undefined;
      const missing = (what: unknown) => new Error(`${id} no longer holds ${what}`);
      const cut = CUTS.reduce((text, [from, to]) => {
        const start = text.indexOf(from);
        const end = text.indexOf(to, start);
        if (start < 0 || end < 0) throw missing(JSON.stringify(from));
        return text.slice(0, start) + text.slice(end);
      }, code);
      return SHORTER.reduce((text, [long, short]) => {
        const shorter = text.replace(long, short);
        if (shorter === text) throw missing(long);
        return shorter;
      }, cut);
    },
  };
}
