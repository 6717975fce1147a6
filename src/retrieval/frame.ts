/** Words that say what kind of answer is wanted rather than what it is about: they weigh little in a search. */
import type { Term } from '../text/tokenize.ts';

/** What such a word weighs beside one that names something. */
const FRAME_WEIGHT = 0.2;

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Always about the answer: "What is the difference between ...", "list the ...", "... explained". */
export const FRAME = set(`
list listing diff difference differences differ differs distinguish distinction compare compared comparing comparison
explained meaning meant recommend recommended recommendation suggest suggestion true correct possible happen happens
happened happening matter matters necessary mandatory compulsory obligatory concerning regarding curious typically normally
specifically anymore nowadays though immediately slowly suddenly certain various several wrong realistic realistically
`);
/** Colour: whom a question is put to, and how strongly. It names nothing, and most articles hold none of it. */
const COLOUR = set(`
mate mates pal buddy dude bro bruv bruh dawg fam yo ayo ngl tbh imo imho fwiw idk smh lmao guys lads lol omg bloody blooming flipping freaking frigging fricking fucking effing damn
damned darn hell heck gosh literally seriously roughly reckon suppose guess bother bothered malarkey nonsense whole entire proper properly
totally completely absolutely utterly altogether frankly truly overall currently personally letting alright okay according amongst whence else whether
guy gal trendy fancy posh flashy glorified sheer mere merely outright downright plainly ridiculously insanely crazy insane sane mad hugely vastly
`);
/** Only behind "how": "how far", "how big". */
const MEASURES = set(
  'far long big old large small fast quick quickly heavy tall high deep wide thick hot warm cold soon late early',
);
/** Only behind "what", "which", "how much" or "how many". */
const ASKED_FOR = set(
  'time way ways reason reasons purpose kind type types sort year date day person place number',
);
const ASKS = set('what which whats much many');

/** How much a thing matters, where that only picks from what is asked for: "the most important tools", not "is it important?". */
const IMPORTANCE = set(
  'important main key top essential crucial vital central core major relevant necessary basic fundamental',
);
const PICKS = set('most the top my your our some');

/** What one does with anything: where the knowledge lacks the word, it speaks of the thing in another. */
const LIGHT = set(`
bring brings bringing carry leave leaves leaving listen visit enter attend store play try offer offers offering provide provides
serve serves accept accepts allow allows permit permits allowed permitted sell sells stock stocks supply supplies see meet reach
contact order obtain acquire handle handles deal manage choose pick picks pick select happen matter expect mind prefer cover covers include includes
max maximum min minimum accept
number numbers address name names details info information available
next different valid money somewhere anywhere elsewhere sooner extra drop get
hold holds hang sit stay stand lie keep keeps change changes put puts place set sets
`);
/** Whom one asks for: what is told of anybody holds for her friend as well. */
export const RELATED = set(`
mum mom mother dad father parent parents wife husband partner boyfriend girlfriend friend friends colleague colleagues flatmate roommate neighbour
neighbor brother sister gran grandma grandmother grandpa grandad grandfather uncle aunt cousin family relative relatives mate
son sons daughter daughters girl girls boy boys kid kids grandson granddaughter grandchild grandchildren nephew niece toddler
`);
/** What is most or least of its kind is told by comparing, in words that the knowledge need not use. */
const COMPARES = set(`
cheap cheaper cheapest expensive priciest pricier dearest costliest affordable fast faster fastest quick quicker quickest slow slower slowest
short shorter shortest longer longest earliest latest lowest highest best better worse worst easier easiest harder hardest
`);
/** Which entry of a list is meant. */
const ENTRIES = set(
  'step steps rule rules point points item items entry stage 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th third fourth fifth sixth',
);
/** "Which lock should I buy?" asks for a lock. */
const WHICH_TO =
  /\b(?:which|what)\b.{0,60}\bshould (?:i|we|one) (buy|choose|pick|get|take|use|select|order)\b/;

/** The verb that only asks for a choice, if a folded text has one. */
export function choosingVerb(text: string): string | undefined {
  return WHICH_TO.exec(text.toLowerCase())?.[1];
}

/** What is counted in lists: behind it stands the number of an entry, which names nothing else. */
const COUNTED = set('step rule point item entry stage phase tip number reason');

/** Whether a word is the number of an entry: "rule 4". */
export function isEntryNumber(word: string, before: string | undefined): boolean {
  return before !== undefined && COUNTED.has(before) && /^\d{1,2}$/.test(word);
}

/** Behind these, of "do you accept cards?" and "can I bring a dog?", the thing tells more than what is done with it. */
const DOES = set('you i we one');
const DONE = set('accept bring offer provide sell serve stock supply treat');
const DONE_WEIGHT = 0.6;
/** What such a word weighs where the knowledge lacks it. */
export const LIGHT_WEIGHT = 0.35;

/**
 * What a content word of a question weighs, given the word right before it in the text. @param isAbsent whether the knowledge
 * lacks it. @param isBare whether it has no lexicon, whose words would tell what a question is about.
 */
export function frameWeight(
  { word }: Pick<Term, 'word'>,
  before: string | undefined,
  isAbsent = false,
  isBare = false,
): number {
  if (isBare && isAbsent && RELATED.has(word)) return LIGHT_WEIGHT;
  if (isBare && DONE.has(word) && before !== undefined && DOES.has(before)) return DONE_WEIGHT;
  if (isBare && word === 'people' && before !== undefined && ASKS.has(before)) return FRAME_WEIGHT;
  if (isAbsent && (LIGHT.has(word) || COMPARES.has(word) || ENTRIES.has(word))) return LIGHT_WEIGHT;
  if (FRAME.has(word) || COLOUR.has(word) || isEntryNumber(word, before)) return FRAME_WEIGHT;
  if (before === 'opening' && (word === 'hours' || word === 'times')) return FRAME_WEIGHT;
  if (IMPORTANCE.has(word) && before !== undefined && PICKS.has(before)) return FRAME_WEIGHT;
  if (before === 'how' && MEASURES.has(word)) return FRAME_WEIGHT;
  return before !== undefined && ASKS.has(before) && ASKED_FOR.has(word) ? FRAME_WEIGHT : 1;
}
