/** What a sentence holds that gives a figure, a time or a price; tried on lower case, but for what is marked. General English only. */

const NUMBER =
  /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty|hundred|thousand|million|billion|half|third|quarter|dozen|twice)\b/;
/** No time of day, no ordinal, no year and no part of a name: "(March 2026)" and "GPT-4" count nothing. */
export const COUNT = new RegExp(
  NUMBER.source.replace(
    '\\d',
    '(?<![\\d:.a-z]|[a-z]-)(?!(?:19|20)\\d\\d\\b(?! [a-z]{3,20}s\\b))\\d[\\d,.]*(?![\\d:]|(?:st|nd|rd|th|[ap]\\.?m)\\b)',
  ),
);
const DURATION =
  /\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|mornings?|evenings?|nights?|overnight)\b/;
/** A time, or how it compares: "twice as long as a chain". */
export const LASTING = new RegExp(
  `${DURATION.source}|\\b(?:times|twice|half) as long\\b|\\bforever\\b|\\bfor life\\b`,
);

export const FREQUENCY =
  /\b(?:every|each|hourly|daily|weekly|fortnightly|monthly|quarterly|yearly|annually|once|twice|(?:per|an?) (?:hour|day|week|fortnight|month|season|year)|(?:one|two|three|four|\d+) times|(?:morning|evening|night|week|weekend|month|year|second|minute|hour|day)s?)\b/;

export const CLOCK =
  /\b\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|o'clock|h\b)|\b\d{1,2}:\d\d\b|\b(?:noon|midday|midnight)\b|\bclosed\b|\bround the clock\b|\b24\/7\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b/;
export const MONEY =
  /[$€£¥]|\d ?(?:dollars?|euros?|pounds?|francs?|cents?|pence|p|crowns?|kron(?:er|or|a)|rupees?|yen|yuan|rand|pesos?|shekels?|zloty|dirhams?|usd|eur|gbp|chf|kr)\b|\b(?:usd|eur|gbp|chf) ?\d|\bfree\b|\b(?:half|full|purchase|original) price\b|\b(?:days?|weeks?|months?)['’]?s? (?:rent|pay|wages?|salary)\b/;
export const QUANTITY =
  /\d ?(?:k?g|mg|m?l|cl|dl|lbs?|oz|%)(?![\p{L}\d])|\d ?(?:kilos?|gram(?:me)?s?|lit(?:re|er)s?|cups?|tbsp|tsp|(?:table|tea)?spoons?|pints?|pieces?|slices?|handfuls?|pinch(?:es)?)\b|\b(?:an?|one|two|three|half an?) (?:pinch|cup|handful|litre|liter|pint|kilo|(?:table|tea)?spoon)/u;
export const DATE =
  /\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b\d{4}\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}(?:st|nd|rd|th)\b/;
export const SPAN = new RegExp(`(?:${NUMBER.source})[^.;]{0,40}${DURATION.source}|\\bovernight\\b`);

/** "Cut your running by half": tells what to do. Of a text in lower case. */
export const IMPERATIVE =
  /^(?:please |never |always |do not |don't )?(?!(?:all|both|half|most|many|such|what|not|with|in|on|at|for|from|to|after|before|when|while|if|as|since|though|only|even|just|by|once|until|then|or|and|but|this|that|i|we|you|he|she|it|they|who|of|about|like|than|under|over|during|through|is|are|was|were|has|have|had|will|can|may|should|would|does|did)\b|[a-z]+(?:ing|ed|ly|ss|[^su]s) )[a-z]{2,14} (?:your|my|the|an?|it|them|every|each|any|some|no|up|out|off|away|back|by (?:email|e-mail|phone|post|hand)|at least|two|three|half|\d+) /;
