/** What a yes/no question asks beyond its words: whether something must be, or whether it may or can be. English only. */
import { stem } from '../../text/tokenize.ts';

export type Demand = 'must' | 'can';

const MUST =
  /\b(?:need(?:ed|s)?|must|have to|has to|got to|required?|requires|requirement|necessary|mandatory|compulsory|obligatory|essential|should|supposed to|important|matters?)\b/i;
const CAN = /\b(?:can|could|may|might|possible|able|allowed|permitted|okay|ok|legal|is it fine|feasible)\b/i;

/** "Can I skip it?" asks whether it must be, and denies. */
const DOES_WITHOUT =
  /^(?:can|could|may) (?:\w+ ){1,4}(?:skip|avoid|leave out|do without|get by without|get away without)\b/;

/** Words of these demands; an answer may put the demand in any of them. */
const DEMANDS = new Set(
  'need needed needs must required require requirement necessary mandatory compulsory obligatory essential important matter matters supposed possible able allowed permitted okay legal feasible'
    .split(' ')
    .map(stem),
);

/** "Do I need to know X?" demands X: these say only how one has it. */
const HAVING = new Set(
  'know learn understand master study use have get be work skill experience knowledge familiar good strong strongly well skip avoid leave'
    .split(' ')
    .map(stem),
);

/** Ways in which a sentence meets a demand. */
const MET: Record<Demand, RegExp> = {
  must: /\b(?:need(?:ed|s)?|must|ha(?:ve|s) to|requires?|required|necessary|mandatory|compulsory|essential|important|matters?|core|should|needs?|asks? for|expects?|demands?|cannot do without|has to)\b/i,
  can: /\b(?:can|may|possible|able|allowed|permitted|welcome|open to|free to|legal|fine(?![- ]tun)|viable|accessible|suits?|lets?)\b/i,
};

/** Words that make a denial hold for some cases only. */
const HEDGED =
  /\b(?:not|never|n['’]t)(?: \w+){0,3} (?:strictly|necessarily|always|everywhere|entirely|fully|everyone|all|in every case|absolutely)\b/i;

/** What a question demands to know. `asks`: in lower case, without what leads up to it. */
export function demandOf(asks: string): Demand | undefined {
  // "Will they still be needed?" asks about the need itself.
  if (/^will\b.{0,60}\bneeded\b/.test(asks)) return undefined;
  if (/\b(?:possible|able|allowed) (?:\w+ ){0,6}without\b|^can (?:\w+ ){1,8}without\b/.test(asks))
    return 'must';
  if (MUST.test(asks) || DOES_WITHOUT.test(asks)) return 'must';
  return CAN.test(asks) ? 'can' : undefined;
}

/** Whether a term only puts the demand. */
export function isDemand(term: string): boolean {
  return DEMANDS.has(term);
}

/** Whether a term of a question with a demand says only how one would have what is demanded. */
export function isHaving(term: string): boolean {
  return HAVING.has(term);
}

/** Whether a question with a demand asks if one can do without. */
export function asksWithout(asks: string): boolean {
  return DOES_WITHOUT.test(asks);
}

const PARTLY =
  /\bonly (?:needs?|has to|have to|must)\b|\bbenefits? from\b|\bat most\b|\bneeds? (?:only )?(?:a )?little\b|\b(?:is|are) (?:\w+ )?(?:useful|helpful|sensible|recommended|an advantage)\b|(?<!\b(?:with|without|the|some|any|no|of|for|needs?|what|which) )\bhelps?\b|\bnice to have\b/i;

/** "Only need to be aware of it", "benefit from it": asked for, but not as a must. */
export function isPartly(clause: string): boolean {
  return PARTLY.test(clause);
}

/** "Must be kept clean": what is done to it, not what it does. */
const DONE_TO =
  / be (?:\w+(?:ed|en|wn|ght)|built|kept|spent|sent|met|set|put|cut|left|held|made|done|told|read)\b/;
const ACTIVE = new RegExp(
  `\\b(?:(?:should|must|ha(?:s|ve) to|needs? to)\\b(?!${DONE_TO.source})|(?:needs?|requires?)\\b(?! to\\b))`,
  'i',
);
const PASSIVE =
  /\b(?:is|are|be|being|been|still|also)\b.{0,20}\b(?:required|needed|necessary|mandatory|compulsory|obligatory|essential|core)\b/i;

/** What a clause says of its subject's own doing, not of being demanded: "each portfolio should show ...". */
export function precedesDemand(clause: string): string {
  const active = ACTIVE.exec(clause);
  return active && !PASSIVE.test(clause) ? clause.slice(active.index) : clause;
}

/** Whether a clause that denies nothing says so. */
export function meets(demand: Demand, clause: string): boolean {
  return MET[demand].test(clause);
}

const DENIES =
  /\b(?:not|never|no longer|hardly|rarely|n['’]t)\b.{0,24}\b(?:required|needed|necessary|mandatory|compulsory|obligatory|allowed|permitted|possible|have to|need)\b|\b(?:optional|unnecessary|forbidden|banned|cannot)\b/i;

/** Whether a text denies what any demand asks: "is not required", "is forbidden". */
export function deniesDemand(text: string): boolean {
  return DENIES.test(text);
}

/** "A PhD is not strictly required": denied, but not in every case. */
export function hedgesDenial(sentence: string): boolean {
  return HEDGED.test(sentence);
}

const NEED_NOT =
  /\b(?:not|never|no longer|hardly|n['’]t)\b.{0,24}\b(?:need|needed|required?|necessary|mandatory|have to|has to|must)\b|\bneeds? (?:no|neither)\b|\b(?:optional|unnecessary)\b|\bno \w.{0,40}\b(?:is|are) (?:needed|required|necessary)\b/i;

/** Whether a text says that something need not be: an answer to who asks whether it must, and to nobody else. */
export function needsNot(text: string): boolean {
  return NEED_NOT.test(text);
}

const SPEAKS_OF: Record<Demand, RegExp> = {
  must: /\b(?:need(?:s|ed)?|must|ha(?:ve|s) to|requir(?:e|es|ed|ement)|necessary|mandatory|compulsory|optional|unnecessary|essential|important|matters?|core|asks? for|expects?|cannot do without|without|benefits? from|aware of|enough|demands?)\b/i,
  can: /\b(?:can|cannot|may|possible|impossible|able|allowed|permitted|banned|forbidden|welcome|open to|free to|viable|accessible|harder|easier|without)\b/i,
};

/** Whether a sentence speaks of such a demand at all, whichever way. */
export function speaksOf(demand: Demand, sentence: string): boolean {
  return SPEAKS_OF[demand].test(sentence);
}
