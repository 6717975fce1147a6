/** The claims of a sentence, and from where on each of them denies. English only. */

export interface Clause {
  text: string;
  /** Index from which on the clause denies what it says; its length when it denies nothing. */
  deniedFrom: number;
}

/** Where one claim of a sentence ends and another begins. */
const BOUNDARY =
  /[,;:–—()]|\b(?:while|whereas|but|although|though|because|since|so that|which|who|if|unless|and yet|until)\b/i;

/** A verb right after a comma goes on with the clause before the aside: "the patch, a sort of rot, is no disease". */
const GOES_ON = /^\s*(?:is|are|was|were|has|have|had|do|does|did|can|will|would|should|may|must)\b/i;

/** An opening that only sets the scene for the clause behind it: "With a bush, leave the shoots alone". */
const SETS_SCENE = /^\s*(?:with|in|for|on|under|at|by|from|as|to|of|during|among|according)\b[^,]{0,60}$/i;

/** Words that deny what follows them. */
const DENIAL =
  /\b(?:not|no|never|neither|nor|none|nothing|nobody|without|cannot|\w+n['’]t|hardly|rarely|barely|rather than|instead of|far from|other than|free of|(?:advis|warn|decid|argu|recommend|speak|counsel)\w* against|avoids?|forbidden|banned|skip|skips|lacks?|fails? to|too late|too soon|impossible|optional|unnecessary|refuses?|poor)\b/i;
/** Words that deny what stands before them. */
const DENIAL_BEHIND =
  /\b(?:stays? out|keeps? out|leave\b.{0,40}\balone|is forbidden|are forbidden|banned)\b/i;

/** A clause of its own, and no further entry of a list. */
const STANDS_ALONE =
  /\b(?:is|are|was|were|has|have|had|do|does|did|can|will|would|should|may|must|cannot|i|you|we|they|it|he|she)\b|n['’]t\b/i;

/** "Not A, B or C" denies all three: from a denial on, a list up to its "or". */
function goesOnDenying(before: string, parts: readonly string[], at: number): boolean {
  if (!DENIAL.test(before)) return false;
  const end = parts.findIndex((part, i) => i >= at && /\bn?or\b/i.test(part));
  return end >= at && parts.slice(at, end + 1).every((part) => !STANDS_ALONE.test(part));
}

/** Splits a sentence into its clauses. Linear in its length. */
export function splitClauses(sentence: string): Clause[] {
  const texts: string[] = [];
  const parts = sentence.split(BOUNDARY).filter((part) => part.trim() !== '');
  for (const [i, part] of parts.entries()) {
    const [only] = texts;
    if (goesOnDenying(texts.at(-1) ?? '', parts, i)) texts.push(`${texts.pop()}${part}`);
    else if (texts.length === 1 && only !== undefined && SETS_SCENE.test(only)) texts[0] = `${only} ${part}`;
    else if (texts.length > 0 && GOES_ON.test(part)) texts.push(`${texts.pop()} ${part}`);
    else texts.push(part);
  }
  return texts.map((text) => {
    if (DENIAL_BEHIND.test(text)) return { text, deniedFrom: 0 };
    return { text, deniedFrom: DENIAL.exec(text)?.index ?? text.length };
  });
}
