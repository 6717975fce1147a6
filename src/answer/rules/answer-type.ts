/** What kind of thing a question asks for, and whether a sentence holds one. */
import { CLOCK, COUNT, DATE, FREQUENCY, IMPERATIVE, LASTING, MONEY, QUANTITY, SPAN } from './held.ts';

interface Kind {
  asked: RegExp;
  held: RegExp;
  /** How much it says that a sentence holds the kind: units are rarer than numbers. */
  weight: number;
  /** Without such a figure there is no answer. */
  isFigure?: true;
}

/** Question words → what a sentence must hold to answer them. */
const KINDS: readonly Kind[] = [
  {
    asked: /\b(?:what|which|best|right|good) time of (?:the )?day\b|\bmorning or (?:evening|night)\b/,
    held: /\b(?:morning|noon|midday|afternoon|evening|night|dawn|dusk|o'clock|a\.?m\.?|p\.?m\.?)\b/,
    weight: 2,
    isFigure: true,
  },
  {
    asked:
      /\b(?:what time|how late|(?:un)?till? (?:when|what)|what hours|opening (?:hours|times))\b|\bwhen\b[^.?]{0,80}\b(?:open|opens|opened|close|closes|closed|shut|shuts)\b/,
    held: CLOCK,
    weight: 2,
    isFigure: true,
  },
  { asked: /^(?:is|are|will|do) (?:\w+ ){1,4}(?:open|closed|shut)\b/, held: CLOCK, weight: 2 },
  {
    asked: /\bhow much (?:is|are) (?!too\b|enough\b|left\b|known\b|there\b|needed\b|required\b)/,
    held: MONEY,
    weight: 2,
    isFigure: true,
  },
  {
    asked: /\bhow much for\b/,
    held: MONEY,
    weight: 2,
    isFigure: true,
  },
  {
    asked:
      /\bhow much to\b|\b(?:cheap(?:er|est)?|(?:more|most|less|least) expensive|pric(?:ier|iest)|dearest|affordable|cost (?:more|less|the (?:most|least))|costs (?:more|less|the (?:most|least))|(?:lowest|highest|best) (?:price|fee|rate)s?)\b/,
    held: MONEY,
    weight: 2,
  },
  {
    asked:
      /\b(?:do|does|need|have|has|must|will|should|what|much) (?:\w+ ){0,5}pay\b(?! (?:with|by|in|cash|online|via|off|back)\b)/,
    held: MONEY,
    weight: 2,
  },
  {
    asked: /\b(?:fast|quick|slow|short|long)(?:er|est)\b/,
    held: SPAN,
    weight: 1.5,
  },
  {
    asked:
      /\b(?:phone|telephone|tel|mobile|fax)\b|\b(?:call|ring|reach) (?:you|them|someone)\b|\bnumber (?:to|i can|can i) (?:call|ring|dial)\b/,
    held: /\+?\d[\d ()/-]{6,20}\d/,
    weight: 2,
  },
  {
    asked: /\be-?mail\b|\b(?:contact|reach) (?:you|them|someone)\b/,
    held: /\S@\S{1,80}\.\S/,
    weight: 2,
  },
  {
    asked:
      /\bhow (?:warm|hot|cold|cool)\b|\b(?:what|which|whats) (?:is |are )?(?:the )?temperature\b|\btemperature\W*$/,
    held: /\bdegrees?\b|°/,
    weight: 2,
    isFigure: true,
  },
  {
    asked:
      /\bhow (?:thick|wide|tall|high|deep|far)(?: (?:is|are|was|were|should|must|can|could|do|does|did|will|would)\b|\s*[?(]|\s*$)/,
    held: /\b(?:milli|centi|kilo)?met(?:re|er)s?\b|\d ?m\b|\b(?:mm|cm|km|inch(?:es)?|feet|foot|yards?|miles?|acres?)\b/,
    weight: 2,
    isFigure: true,
  },
  {
    asked: /\bhow old\b|\bwhat age\b|\bdate of birth\b|\b(?:when|what) (?:is|was) .{1,60}\bbirthday\W*$/,
    held: /\byears? old\b|\baged? \d|\bborn\b|\bage of \d|\b\d{1,3} (?:or|and|years and) (?:over|older|above|under|younger|up)\b|\b(?:over|under)[ -]?\d|\badults only\b/,
    weight: 2,
    isFigure: true,
  },
  {
    asked:
      /\bhow much (?!(?:is|are|was|were|does|do|did|can|could|will|would|should|for|to|money|time|longer|more|less|of)\b)\p{L}/u,
    held: QUANTITY,
    weight: 2,
  },
  {
    asked: /\bhow long (?:does|do|did|will|would) .{2,60}\btakes?\b/,
    held: new RegExp(
      `\\b(?:takes?|took|ready (?:in|after|within)|lasts?|in all|altogether|needs?)\\b[^.;]{0,40}(?:${SPAN.source})`,
    ),
    weight: 2,
  },
  {
    // "How often is it asked for?" is told by a share as well.
    asked: /\bhow often\b/,
    held: new RegExp(`${FREQUENCY.source}|\\d ?(?:%|per ?cent\\b)|\\d of (?:the |those )?\\d`),
    weight: 2,
    isFigure: true,
  },
  { asked: /\bhow (?:long|fast|quick(?:ly)?|soon)\b/, held: LASTING, weight: 1.5, isFigure: true },
  {
    // What something costs: that cost is to be watched, or differs, is no answer.
    asked:
      /\bhow much (?:money|does|do|would|is it|can|will)\b[^.?]*\b(?:costs?|charge|price)\b|\bhow (?:expensive|costly|pricey|cheap|dear)\b|\b(?:what|which) price\b|\bwhat (?:do|does|did|would|will) [^.?]{1,80}\b(?:cost|charge)\b|\b(?:what|which) (?:is|are|does|do|would) (?:the |an? )?[^.?]{0,60}\b(?:price|cost|fee)s?\b/,
    held: /[$€£%]|\bper ?cent\b|\d ?(?:dollars?|euros?|pounds?|francs?|crowns?|kron(?:er|or|a)|rupees?|usd|eur|gbp|chf)\b|\b(?:free|cheap(?:er|est)?|(?:in)?expensive|charges? (?:by|per|for)|costs? (?:money|time|little|less|more|as much|the same|about|around|nothing|a|an|one|two|three|\d)|(?:price|fee|rate)s? (?:is|are|of|per|depends?|starts?))\b/,
    weight: 1,
    isFigure: true,
  },
  {
    asked:
      /\bhow much (?:money|does|do|would|is it|can|will)\b[^.?]*\b(?:pay|paid|earn|make|money)\b|\b(?:what|which) (?:salary|pay|wage|income)\b|\b(?:what|which) (?:is|are|does|do|would) (?:the |an? )?[^.?]{0,60}\b(?:salary|earn|wage|rate|income)s?\b/,
    held: /[$€£%]|\bper ?cent\b|\b(?:dollars?|euros?|pounds?|francs?|crowns?|kron(?:er|or|a)|rupees?|usd|eur|gbp|chf|salar(?:y|ies)|pay|paid|wages?|money|cheap|expensive|costs?|free)\b/,
    weight: 1,
    isFigure: true,
  },
  {
    asked: /^(?:and |so )?when(?:'s|s| is| are| was| were| must)\b|\bdeadline\b|\b(?:what|which) date\b/,
    held: DATE,
    weight: 1.7,
  },
  {
    asked: /\b(?:when|what (?:year|date|day|month|century|decade)|which (?:year|month|day|century))\b/,
    held: /\b\d{3,4}\b|\b\d{1,2}(?:st|nd|rd|th)?\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|morning|evening|night|week|month|year|century|before|after|until|since|during|once)s?\b/,
    weight: 1,
  },
  {
    asked:
      /\b(?:what|which) (?:percentage|percent|share|proportion|fraction)\b|^(?:the |a )?(?:percentage|share|proportion|fraction) of\b|\bin (?:percent|per cent|%)|\b(?:drop-?out|success|failure|divorce|pass|acceptance|completion|unemployment|attrition|retention|turnover|birth|conversion) rate\b/,
    held: /%|\bper ?cent\b|\b(?:half|third|quarter|majority)\b|\d of (?:the )?\d/,
    weight: 2,
    isFigure: true,
  },
  {
    asked: /\bhow heavy\b|\bhow much (?:does|do|did) .{1,40} weigh\b/,
    held: /\d ?(?:k?g|lbs?|oz|t)\b|\b(?:kilo(?:gram)?s?|gram(?:me)?s?|pounds?|ounces?|ton(?:ne)?s?|stone)\b/,
    weight: 2,
    isFigure: true,
  },
  {
    asked: /\bhow (?:many|large)\b|\bwhat (?:number|amount|score)\b/,
    held: COUNT,
    weight: 1,
    isFigure: true,
  },
  { asked: /\bhow big\b/, held: COUNT, weight: 1 },
  {
    asked: /\bwhen (?:do|should|must|shall|would|can|is it time)\b/,
    held: /\b(?:when|once|as soon as|if|until|unless)\b/,
    weight: 1.5,
  },
  {
    asked: /\bwhich\b[^.?]{0,80}\b(?:more|most|less|least)\W*$/,
    held: /\b(?:most|more|mainly|mostly|less|least|main)\b/,
    weight: 1.5,
  },
  {
    asked:
      /\bwhy\b|\bhow come\b|\bwhat (?:is|was|are|were) the (?:reason|cause|purpose)s?\b|\bwhat (?:caused|causes|led|leads)\b/,
    held: /\b(?:because|since|so|therefore|due|cause[sd]?|reason|reasons|in order|thus|hence|as a result|led to|leads to|otherwise|result)\b/,
    weight: 1,
  },
  {
    asked:
      /\bwhat(?:['’]?s| is| are| was| were) (?:the |your |its |his |her |their )?[^.?]{0,40}\bnames?\b|\bwhat (?:is|are|was|were) .{1,60} (?:called|named)\b/,
    held: /\b(?:called|named|names?)\b/,
    weight: 2,
  },
  {
    asked: /\b(?:who|whose|whom)\b/,
    held: /\b(?:he|she|who|people|person|king|emperor|general|author|engineers?)\b|(?:^|\s)\p{Lu}\p{L}+ (?:\p{Lu}|van|von|de|of)/u,
    weight: 1,
  },
  {
    asked: /\b(?:what|which|where|who)\b.{0,40}\bfirst\b|\bfirst (?:step|thing)\b|\b(?:what|which) order\b/,
    held: /\bfirst\b|\border\b|\b(?:starts?|begins?) (?:with|by)\b|\bbefore\b/,
    weight: 1.5,
  },
  {
    asked:
      /\bhow (?:do|can|could|should|would) (?:i|you|we|one|someone)\b|\bhow to\b|\b(?:best|good|quickest|easiest) way\b|\bways? to\b|\bwhere (?:do|should) i (?:begin|start)\b/,
    held: new RegExp(
      `^(?:to|start|begin|first|build|write|try|take|use|pick|choose|read|learn|practise|keep|put) |${IMPERATIVE.source}|\\bby \\w+ing\\b|\\bfirst\\b|\\bstep\\b`,
    ),
    weight: 1,
  },
  {
    asked:
      /\b(?:what|which|list|name|top|main|important|core|key)\b.{0,40}\b(?:skills|tools|things|topics|subjects|branches|languages|steps|reasons|examples|projects|plants|kinds|types|ways|parts|tasks|advantages|disadvantages|risks)\b/,
    held: /\w, [\w' -]+ (?:and|or) \w|: \w/,
    weight: 1.5,
  },
  {
    asked: /^where(?:'s|s| is| are| do i find| can i find| do you sit) /,
    held: /\b(?:floor|room \d|street|road|avenue|square|quay|buildings?|next to|opposite|behind|(?:walk|drive|minutes) from|on foot|corner of|located|postcode)\b/,
    weight: 1.5,
  },
  {
    asked:
      /\bwhere\b|\bwhat (?:city|country|place|state|region|town|area|location)\b|\bin which (?:city|country|place|state|region)\b/,
    held: /\b(?:in|at|near|from|to|into|on) (?:the )?\p{Lu}|\b(?:north|south|east|west|labs?|companies|countries|cities|areas?)\b/u,
    weight: 1,
  },
];

/** The test that a question puts to a sentence. */
export interface AnswerTypeTest {
  /** The kinds of thing asked for, by number; none for a question that asks for no kind. */
  kinds: readonly number[];
  /** Whether a number, duration, measure or price is asked for. */
  wantsFigure: boolean;
  /** 0 if a sentence holds nothing that was asked for, else 1 to 2. */
  weigh(sentence: string): number;
}

/** Creates the test for a question; without a question word that asks for a kind, it weighs every sentence 0. */
export function answerTypeTest(question: string): AnswerTypeTest {
  const asked = question.toLowerCase();
  const wanted = KINDS.filter((kind) => kind.asked.test(asked));
  return {
    kinds: wanted.map((kind) => KINDS.indexOf(kind)),
    wantsFigure: wanted.some(({ isFigure }) => isFigure),
    weigh(sentence) {
      const lower = sentence.toLowerCase();
      return wanted.reduce(
        (most, { held, weight }) =>
          held.test(held.unicode ? sentence : lower) ? Math.max(most, weight) : most,
        0,
      );
    },
  };
}
