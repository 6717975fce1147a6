/** Two questions in one message: "What do AI engineers do, and do they need maths for it?" */

/** Words that open a question. */
const OPENER =
  '(?:what|who|where|when|which|why|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have)';
const OPENS = new RegExp(`^(?:so |well |ok |hi |hello |and )*${OPENER}\\b`, 'i');
const JOINT = new RegExp(`,? (?:and|but) (?=(?:also )?${OPENER}\\b (?!not\\b))`, 'i');
/** "Do they sing, or is it all talk?" asks the first; the rest only says what is doubted. */
const OR_RATHER =
  /,? or (?=(?:is|are|was|were|do|does|did) (?:it|they|that|this)\b|(?:just|only|merely|more of) (?:an? |some )?(?:\w+ )?(?:hype|fad|buzz\w*|trend|fashion|title|label|name|marketing|bubble|myth|gimmick|talk|rebrand\w*)\b)/i;
/** Shortest part in words that is a question of its own. */
const MIN_WORDS = 3;

/** The questions of a message, at most two, each as a text of its own; one when it asks one thing. */
export function splitQuestions(text: string): string[] {
  const sentences = text.split(/(?<=\?)\s+/).filter((part) => part.trim() !== '');
  const asking = sentences.filter((part) => part.trimEnd().endsWith('?'));
  const [first, second] = asking;
  if (asking.length === 2 && first !== undefined && second !== undefined) {
    return isQuestion(first) && isQuestion(second) ? [first, second] : [text];
  }
  if (sentences.length !== 1) return [text];
  const [doubted = '', rather] = text.split(OR_RATHER);
  if (rather !== undefined && isQuestion(`${doubted}?`)) return [`${doubted}?`];
  const joint = JOINT.exec(text);
  if (!joint || !OPENS.test(text.trim())) return [text];
  const left = `${text.slice(0, joint.index)}?`;
  const right = text.slice(joint.index + joint[0].length);
  return isQuestion(left) && isQuestion(right) ? [left, right] : [text];
}

function isQuestion(part: string): boolean {
  const count = part.trim().split(/\s+/).length;
  // "What's RAG" is three words.
  return OPENS.test(part.trim()) && count + (/^\s*\w+['’](?:s|re)\b/i.test(part) ? 1 : 0) >= MIN_WORDS;
}
