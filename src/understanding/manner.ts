/** How a visitor wants to be told: "in plain words", "in two sentences", "like I'm a chef", "in detail". General English only. */

export interface Manner {
  /** The message without the wish; the message itself where nothing else is said. */
  asks: string;
  /** Sentences to answer with; absent where the visitor does not mind. */
  sentences?: number;
}

const SENTENCES = { plain: 3, short: 2, long: 8 };
const NUMBERS = ['', 'one', 'two', 'three', 'four', 'five'];

const PLAIN =
  "(?:in|using|with) (?:(?:very|really|plain|simple|simpler|simplest|easy|everyday|layman['’]?s?|lay|basic|normal|non-technical|human) ){1,3}(?:english|words|terms|language|speak)|in layman['’]?s terms|in lay(?:man|person)['’]?s? terms|without (?:(?:the|any|all|using|too much|that) ){0,2}(?:jargon|buzzwords|technical (?:terms|words|stuff))|no (?:jargon|buzzwords)|as simpl[ey] as (?:possible|you can)|eli5|for dummies";
const SHORT =
  'in (?:a|one|two|three|four|five|[1-5]|a single|a few|few|just one|just a few) (?:(?:short|simple|quick|plain) )?(?:sentence|line|word|bullet)s?|in (?:a )?(?:nutshell|brief|summary)|tl ?[;,]? ?dr';
/** Such words may also be what is asked about, but not at the beginning of a message, nor at its end. */
const AT_AN_END =
  'in short|briefly|concisely|simply put|(?:(?:please |just )?(?:keep|make) it|be) (?:short|brief|simple|quick)|(?:just |only )?(?:(?:a|the|give me a|give me the) )?(?:short|quick|brief|simple) (?:answer|version|summary|explanation|overview)(?: (?:of|to|on|for|about))?|(?:just |only )?(?:a )?(?:simple |straight )?yes or no';
const AS_TOLD_TO =
  "(?:(?:explain|tell|describe|put) (?:(?:it|this|that|to me|me) ){0,2})?(?:like|as if|as though) (?:i['’]?m|i am|i was|i were|(?:you['’]?re |you are )?(?:talking|speaking|explaining(?: it)?) to|(?:you would|you['’]d) (?:tell|to)) [^,.?!:;]{1,60}";
const LONG = 'in (?:(?:more|full|great|greater|some|much more) )?detail|at length|thoroughly|in full';

const POLITELY = ' ?(?:please|pls|plz|thanks|thank you|thx)?';
const ANYWHERE = new RegExp(`(?:^|[ (,])(?:${PLAIN}|${SHORT})${POLITELY}(?=$|[ ,.:;!?)–—-])`, 'i');
const OPENS = new RegExp(
  `^(?:(?:ok|okay|so|and|please|pls|can you|could you|but)[ ,]+){0,3}(?:${PLAIN}|in english|${SHORT}|${AT_AN_END}|${AS_TOLD_TO})${POLITELY}(?: ?[,.:;!?–—-]{1,3} ?| (?=\\S))`,
  'i',
);
const ENDS = new RegExp(`[ ,.:;(?!–—-](?:${AT_AN_END}|${AS_TOLD_TO}|${LONG})${POLITELY}[ ?.!)]{0,9}$`, 'i');
const IS_LONG = new RegExp(`^\\W*(?:${LONG})`, 'i');
const IS_PLAIN = new RegExp(
  `^\\W*(?:(?:ok|okay|so|and|please|pls|can you|could you|but)[ ,]+)*(?:${PLAIN}|in english|${AS_TOLD_TO})`,
  'i',
);
const NUMBER =
  /\b(one|two|three|four|five|[1-5]|a single|a) (?:(?:short|simple|quick|plain) )?(?:sentence|line|word)|\b(yes or no)\b/i;
/** What remains must ask something: "explain that in plain words" is put to the last answer. */
const ASKS = /[\p{L}\p{N}]/u;
const MOST_WISHES = 3;

/** Takes the wish off a message. Linear in its length. */
export function readManner(message: string): Manner {
  let asks = message.replace(/\s+/g, ' ').trim();
  let sentences: number | undefined;
  for (let wishes = 0; wishes < MOST_WISHES; wishes++) {
    const wish = OPENS.exec(asks) ?? ANYWHERE.exec(asks) ?? ENDS.exec(asks);
    if (!wish) break;
    const [said] = wish;
    const rest = `${asks.slice(0, wish.index)} ${asks.slice(wish.index + said.length)}`
      .replace(/ +/g, ' ')
      .trim();
    if (!ASKS.test(rest)) break;
    sentences = Math.min(sentences ?? Number.POSITIVE_INFINITY, sentencesOf(said));
    asks = rest.replace(/^[,.:;!?)–—-]{1,9} ?/, '').replace(/[ ,:;()–—-]{1,9}([?.!]?)$/, '$1');
  }
  return sentences === undefined ? { asks: message } : { asks, sentences };
}

function sentencesOf(wish: string): number {
  const [, number, side] = NUMBER.exec(wish) ?? [];
  if (side !== undefined) return 1;
  if (number !== undefined) return Number(number) || Math.max(1, NUMBERS.indexOf(number.toLowerCase()));
  if (IS_LONG.test(wish)) return SENTENCES.long;
  return IS_PLAIN.test(wish) ? SENTENCES.plain : SENTENCES.short;
}
