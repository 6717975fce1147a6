/** Remembers what a function made of the last text: for a text that many ask about in a row. */

/** @param make a pure function whose result nobody changes. @returns the same, free for the text asked about last. */
export function rememberLast<Made>(make: (text: string) => Made): (text: string) => Made {
  let last: { text: string; made: Made } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, made: make(text) };
    return last.made;
  };
}
