/** What looks for one kind of leak in an answer that streams. */

/** Reads the answer piece by piece; how it is cut into pieces, between whole characters, changes nothing. */
export interface Watch {
  /** @param at index of the piece in the answer. @returns true when a leak is complete. */
  read(text: string, at: number): boolean;
  /** @returns whether the end of the answer completes a leak. */
  end(): boolean;
  /** Index of the first character that may belong to a leak; `Infinity` while none does. */
  heldFrom(): number;
}

/** Letters by thirteen places, as "rot13" does it; everything else stays. */
export function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0);
    const first = code < 97 ? 65 : 97;
    return String.fromCharCode(first + ((code - first + 13) % 26));
  });
}

/** A text from its end to its beginning. */
export function reversed(text: string): string {
  return [...text].reverse().join('');
}
