/** Characters that a reader cannot see, and that a model, a terminal or a log viewer may act on. */

/**
 * Controls but `\n` and `\t`, format characters (zero-width, bidirectional, tag), private use, and what Unicode says to
 * draw as nothing. U+FE0E and U+FE0F stay: they choose between the text and the picture form of an emoji.
 */
const INVISIBLE = /(?!\n|\t|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;

/** Most texts need no work but a look. */
const UNUSUAL = /[^\n\t\x20-\x7e\xa0-\xac\xae-\u02ff‘’“”–—…]/;

/** Takes out what cannot be seen, and makes every line break `\n`. Linear time. The cost: joined emoji fall apart. */
export function withoutInvisible(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(INVISIBLE, '');
}

const VARIATIONS = /\p{Variation_Selector}/gu;

/** The same without variation selectors, which can carry words, too: for text that loses nothing without them. */
export function visibleOnly(text: string): string {
  return withoutInvisible(text).replace(VARIATIONS, '');
}

const CARRIAGE_RETURN = 13;

/** {@link withoutInvisible} for a text that comes in pieces, which may be cut within a character or a line end. */
export function createVisibleFilter(): { push(delta: string): string; flush(): string } {
  let half = '';
  return {
    push(delta) {
      const text = half + delta;
      const last = text.charCodeAt(text.length - 1);
      half = last === CARRIAGE_RETURN || (last >= 0xd800 && last <= 0xdbff) ? text.slice(-1) : '';
      return withoutInvisible(half === '' ? text : text.slice(0, -1));
    },
    flush() {
      const rest = withoutInvisible(half);
      half = '';
      return rest;
    },
  };
}
