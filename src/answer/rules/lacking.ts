/** What a sentence gains where a question tells what is lacking: "what if I have no pot?", "does it work without?". */

const LACKS =
  /\b(?:what|how|even|and|but|also|possible|works?|can|do|does) (?:\w+ ){0,3}(?:if|when|in case) (?:i|we|you|they|he|she|it) (?:\w+ ){0,2}?(?:don['’]?t|do not|doesn['’]?t|have no|has no|haven['’]?t|can['’]?t|cannot|lack|lost|lose|miss(?:ed)?|forgot|forget)\b|\bif (?:i|we) (?:don['’]?t|do not|have no|haven['’]?t|lack|lost|lose|forgot)\b|^\W*(?:(?:and|but|so|i|we) )?(?:have |have got |got )?no (?!one\b|thing\b|idea\b|i\b|that\b)[\w -]{2,30}[,.?]|\bwithout(?: (?:it|that|one|them|those))?\W*$/i;
const TELLS =
  /\b(?:without|otherwise|if not|(?:if|when|in case|unless) (?:you|they|it|there)(?:['’]\w+)? (?:(?:is|are|do|does|have|has) )?(?:not|no|lack|lose|lost|miss)|(?:if|when) you (?:don['’]t|cannot|can['’]t|have no|haven['’]t|lose|lost|forget|forgot|lack)|lost|missing|in place of|instead)\b/i;

/** Creates the measure for a question: 1 for a sentence that tells of a lack, where one is asked about; else 0. */
export function lackOf(question: string): (sentence: string) => 0 | 1 {
  if (!LACKS.test(question)) return () => 0;
  return (sentence) => (TELLS.test(sentence) ? 1 : 0);
}
