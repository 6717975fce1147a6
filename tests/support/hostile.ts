/** Hostile text for regular expressions: what matches one almost, over and over. */

/** Every regular expression literal of a TypeScript source. */
export function patternsIn(source: string): RegExp[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const literal =
    /(?<=[=(,:!&|?{[]\s*|return\s+)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/g;
  return [...code.matchAll(literal)].map(
    ([, body = '', flags = '']) => new RegExp(body, flags.replace(/[gy]/g, '')),
  );
}

/** A text that the pattern matches but for its assertions; `choose(n)` picks an alternative from 0 to n - 1. */
export function sample({ source }: RegExp, choose: (count: number) => number): string {
  let at = 0;
  const alternatives = (): string => {
    const branches = [sequence()];
    while (source[at] === '|') {
      at++;
      branches.push(sequence());
    }
    return branches[choose(branches.length)] ?? '';
  };
  const sequence = (): string => {
    let text = '';
    while (at < source.length && source[at] !== '|' && source[at] !== ')') text += quantified();
    return text;
  };
  const quantified = (): string => {
    const from = at;
    let one = atom();
    const quantifier = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(source.slice(at));
    if (!quantifier) return one;
    const [whole, sign, least = '0'] = quantifier;
    const most = sign === '?' ? 1 : 3;
    const count = sign === '+' ? 1 + choose(most) : sign ? choose(most + 1) : Number(least) + choose(2);
    // Each repetition is drawn anew.
    let text = '';
    for (let i = 0; i < count; i++) {
      text += one;
      at = from;
      one = atom();
    }
    at += whole.length;
    return text;
  };
  const atom = (): string => {
    const char = source.charAt(at++);
    if (char === '(') {
      const isAssertion = /^\?(?:<?[=!])/.test(source.slice(at));
      at += /^\?(?:<[=!]|[:=!]|<\w+>)?/.exec(source.slice(at))?.[0].length ?? 0;
      const text = alternatives();
      at++;
      return isAssertion ? '' : text;
    }
    if (char === '[') {
      const body = /^(?:\\.|[^\]\\])*/.exec(source.slice(at))?.[0] ?? '';
      at += body.length + 1;
      const isNegated = body.startsWith('^');
      const found = [...'a1 .,\'"(-?x$€'].find((one) => new RegExp(`[${body}]`, 'u').test(one));
      return found ?? (isNegated ? 'z' : body.charAt(0));
    }
    if (char === '\\') {
      const escaped = source.charAt(at++);
      if (escaped === 'p' || escaped === 'P') {
        const name = /^\{[^}]*\}/.exec(source.slice(at))?.[0] ?? '';
        at += name.length;
        return /Lu/.test(name) ? 'A' : 'a';
      }
      if (/[bB1-9]/.test(escaped)) return '';
      return { w: 'a', d: '1', s: ' ', S: 'a', W: ' ', D: 'a', n: '\n' }[escaped] ?? escaped;
    }
    if (char === '^' || char === '$') return '';
    return char === '.' ? 'a' : char;
  };
  return alternatives();
}

/** Repeats a text up to a length. */
export function repeated(text: string, length: number): string {
  return text.repeat(Math.ceil(length / Math.max(1, text.length))).slice(0, length);
}

/** Numbers that look random and are the same each time (mulberry32). */
export function chooser(seed: number): (count: number) => number {
  let state = seed;
  return (count) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) % count);
  };
}
