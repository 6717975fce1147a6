/** What kind of thing a question asks for, and whether a sentence holds one. */

/** Question words → what a sentence must hold to answer them. General English only. */
const KINDS: readonly { asked: RegExp; held: RegExp }[] = [
  {
    asked: /\b(?:when|what (?:year|date|day|month|century|decade|time)|which (?:year|month|day|century))\b/,
    held: /\b\d{3,4}\b|\b\d{1,2}(?:st|nd|rd|th)?\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|morning|evening|night|week|month|year|century|before|after|until|since|during|once)s?\b/,
  },
  {
    asked:
      /\bhow (?:many|much|long|old|far|tall|big|large|deep|thick|high|often|fast|warm|hot|cold|heavy|wide)\b|\bwhat (?:percentage|percent|share|number|proportion|amount|score)\b/,
    held: /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty|hundred|thousand|million|billion|half|third|quarter|dozen|most|few|many|several|once|twice|every|little|enough|plenty|no|years?|months?|weeks?)\b/,
  },
  {
    asked:
      /\bwhy\b|\bhow come\b|\bwhat (?:is|was|are|were) the (?:reason|cause|purpose)s?\b|\bwhat (?:caused|causes|led|leads)\b/,
    held: /\b(?:because|since|so|therefore|due|cause[sd]?|reason|reasons|in order|thus|hence|as a result|led to|leads to|otherwise|result)\b/,
  },
  {
    asked: /\b(?:who|whose|whom)\b/,
    held: /\b(?:he|she|who|people|person|king|emperor|general|author|engineers?)\b|(?:^|\s)\p{Lu}\p{L}+ (?:\p{Lu}|van|von|de|of)/u,
  },
  {
    asked:
      /\bwhere\b|\bwhat (?:city|country|place|state|region|town|area|location)\b|\bin which (?:city|country|place|state|region)\b/,
    held: /\b(?:in|at|near|from|to|into|on) (?:the )?\p{Lu}|\b(?:north|south|east|west|labs?|companies|countries|cities|areas?)\b/u,
  },
];

/** Creates the test that a question puts to a sentence: 1 if the sentence holds what is asked for, else 0. */
export function answerTypeTest(question: string): (sentence: string) => number {
  const asked = question.toLowerCase();
  const wanted = KINDS.filter((kind) => kind.asked.test(asked)).map(({ held }) => held);
  if (wanted.length === 0) return () => 0;
  return (sentence) =>
    wanted.some((held) => held.test(held.unicode ? sentence : sentence.toLowerCase())) ? 1 : 0;
}
