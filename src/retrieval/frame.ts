/** Words that say what kind of answer is wanted rather than what it is about: they weigh little in a search. */
import type { Term } from '../text/tokenize.ts';

/** What such a word weighs beside one that names something. */
export const FRAME_WEIGHT = 0.2;

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Always about the answer: "What is the difference between ...", "list the ...", "... explained". */
export const FRAME = set(`
list listing diff difference differences differ differs distinguish distinction compare compared comparing comparison
explained meaning meant recommend recommended recommendation suggest suggestion true correct possible happen happens
happened happening necessary mandatory compulsory obligatory concerning regarding curious typically normally
specifically anymore nowadays though immediately slowly suddenly certain various several wrong realistic realistically
`);
/** Colour: whom a question is put to, and how strongly. It names nothing, and most articles hold none of it. */
const COLOUR = set(`
mate mates pal buddy dude bro bruv guys lads lol omg bloody blooming flipping freaking frigging fricking fucking effing damn
damned darn hell heck gosh literally seriously roughly reckon suppose guess bother bothered malarkey nonsense whole entire proper properly
totally completely absolutely utterly altogether frankly truly overall currently personally letting alright okay according amongst whence else whether
guy gal trendy fancy posh flashy glorified sheer mere merely outright downright plainly ridiculously insanely crazy insane sane mad hugely vastly
`);
/** Only behind "how": "how far", "how big". */
const MEASURES = set(
  'far long big old large small fast quick quickly heavy tall high deep wide thick hot warm cold soon',
);
/** Only behind "what", "which", "how much" or "how many". */
const ASKED_FOR = set(
  'time way ways reason reasons purpose kind type types sort year date day person place number',
);
const ASKS = set('what which whats much many');

/** What a content word of a question weighs, given the word right before it in the text. */
export function frameWeight({ word }: Pick<Term, 'word'>, before: string | undefined): number {
  if (FRAME.has(word) || COLOUR.has(word)) return FRAME_WEIGHT;
  if (before === 'how' && MEASURES.has(word)) return FRAME_WEIGHT;
  return before !== undefined && ASKS.has(before) && ASKED_FOR.has(word) ? FRAME_WEIGHT : 1;
}
