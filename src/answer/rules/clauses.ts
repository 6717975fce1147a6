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

/** Splits a sentence into its clauses. Linear in its length. */
export function splitClauses(sentence: string): Clause[] {
  const texts: string[] = [];
  for (const part of sentence.split(BOUNDARY)) {
    if (part.trim() === '') continue;
    const [only] = texts;
    if (texts.length === 1 && only !== undefined && SETS_SCENE.test(only)) texts[0] = `${only} ${part}`;
    else if (texts.length > 0 && GOES_ON.test(part)) texts.push(`${texts.pop()} ${part}`);
    else texts.push(part);
  }
  return texts.map((text) => {
    if (DENIAL_BEHIND.test(text)) return { text, deniedFrom: 0 };
    return { text, deniedFrom: DENIAL.exec(text)?.index ?? text.length };
  });
}
