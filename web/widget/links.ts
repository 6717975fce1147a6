/** Which addresses an answer may link to, and whether a link's words pretend to lead elsewhere. */

const SCHEMES = new Set(['https:', 'http:', 'mailto:']);

/** Parses an absolute address of an allowed scheme; anything else, also a relative one, is undefined. */
export function safeUrl(address: string): URL | undefined {
  try {
    const url = new URL(address.trim());
    return SCHEMES.has(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Where a link really leads: its host, or the mail address with all that is sent along. Punycode, so that look-alike letters show. */
export function destination(url: URL): string {
  return url.protocol === 'mailto:' ? url.href.slice(7) : url.host;
}

/** What nobody sees between two letters, or hardly: joiners, marks, the thinnest spaces. */
const UNSEEN = /[\p{DI}\p{M}\u2009\u200a\u202f]/gu;
/** What looks like a full stop before "com", or is one to a browser, beyond those that compatibility forms know. */
const DOTS = /(?:[。｡·‧∙•⋅ꓸ۔܁܂٠]|%2e)(?=[a-z])/gi;

/**
 * True when the words of a link name a host and it is not the one it leads to, so that the real one must be
 * shown. Words that name no host ("the article") promise nothing, and the address itself hides nothing.
 */
export function isDisguised(words: string, url: URL): boolean {
  const plain = words.replace(UNSEEN, '').replace(DOTS, '.').normalize('NFKC').trim();
  if (plain === url.href && url.username === '') return false;
  // Cut first, looked at then: one pattern for both would try every place in a long word.
  const named = (plain.match(/[\p{L}\p{N}.-]+/gu) ?? []).filter((name) => /[^.]\.[^.]/.test(name));
  // What stands where an address has its host is one, whatever it looks like: a number, a name without a full stop.
  const written = plain.split(/:[\\/]+/).slice(1);
  return (
    named.some((name) => /[^\0-\x7f]|\.(?:[a-z]{2,}|xn--[^.]*)\.*$/i.test(name) && !isHostOf(name, url)) ||
    written.some((rest) => !isHostOf(rest.split(/[\s/?#\\@]/)[0] ?? '', url))
  );
}

/**
 * A file name such as "app.ts" may be taken for a host, which only adds the real one. A name in other letters is never
 * believed, even if it is the real one: it may be made to look like another.
 */
function isHostOf(name: string, url: URL): boolean {
  if (/[^\0-\x7f]/.test(name)) return false;
  const real = url.protocol === 'mailto:' ? (url.pathname.split('@')[1] ?? '') : url.hostname;
  const bare = (host: string) => host.toLowerCase().replace(/^www\.|\.$/g, '');
  return bare(safeUrl(`https://${name.replace(/^\.+|\.+$/g, '')}`)?.hostname ?? '') === bare(real);
}
