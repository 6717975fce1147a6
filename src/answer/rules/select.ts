/** Chooses the sentences of the retrieved passages that answer a query. */
import type { Hit } from '../../domain.ts';
import { type Likeness, type Placed, scoreOf, weighSentences } from '../../retrieval/likeness.ts';
import { formOf, likenessToListed } from '../../retrieval/listed.ts';
import { createMatcher, type Match } from '../../retrieval/matching.ts';
import type { WeighedTerm } from '../../retrieval/retrieve.ts';
import { type Concept, isConcept, type Lexicon } from '../../text/lexicon.ts';
import { answerTypeTest } from './answer-type.ts';
import { type ReadSentence, readPassage } from './reading.ts';
import { isHeader } from './rows.ts';

/** A sentence of a retrieved passage, scored against the query. */
export interface ScoredSentence {
  hit: Hit;
  text: string;
  /** Place of the sentence in its passage, from 0. */
  index: number;
  score: number;
  /** Share of the query's weight that the sentence holds, 0 to 1. */
  coverage: number;
  /** The same with the sentences before and behind it. */
  nearCoverage: number;
  terms: ReadonlySet<string>;
  /** Its content words, as terms, in order. */
  inOrder: readonly string[];
  /** How close the question is to those that the section says it answers, or to its heading, 0 to 1. */
  listed: number;
  /** The entities it speaks of. */
  subjects: ReadonlySet<Concept>;
}

/**
 * What counts in a sentence besides its likeness to the question. Fitted on public questions (SQuAD): what each unit of
 * log odds costs by which its passage is less likely than the best one, and whether the sentence holds the kind of
 * thing asked for. The other two are a reader's.
 */
const SHARE = { worse: 0.076, type: 0.27, fragment: 1.2, thin: 0.5, pointer: 1.6 };
/** Log odds of likeness to the scale on which the answer's preferences were chosen: 2 holds the whole question. */
const SCALE = 0.2;
/** What standing in the best passage is worth on that scale. */
const IN_BEST_PASSAGE = 0.7;

/** What a word of the query counts for when only the title or a heading above the sentence holds it. */
const HEADING_CREDIT = 0.9;
/** The same of a word of like meaning. */
const ALIKE_HEADING = 0.3;
/** A sentence with fewer content words only points at what comes next: "Blight is another matter." */
const THIN_TERMS = 3;
/** Lines from which a passage is a list. */
const MIN_LINES = 3;
/** Passages whose sentences are scored, besides those that say they answer such a question. */
const PASSAGES = 5;
/** Likeness to what a section says it answers, from which it is heard wherever it ranks. */
const LISTED_FROM = 0.57;

/** Words that ask for a price, and what they weigh. */
const PRICE = /^(?:cost|costs|price|prices|priced|pay|paid|fee|fees|charge|charges|rate|rates|much)$/;
const PRICE_WORD = 0.4;
const A_PRICE = '€1';

export interface SelectInput {
  question: string;
  hits: readonly Hit[];
  query: readonly WeighedTerm[];
  lexicon: Lexicon;
}

/** Every sentence of the best passages, best first. Linear in their length. */
export function scoreSentences({ question, hits, query, lexicon }: SelectInput): ScoredSentence[] {
  const typed = answerTypeTest(question);
  const match = createMatcher(query);
  // Where a price is asked for, that a sentence gives one tells more than that it says "costs": where no lexicon helps.
  const isBare = lexicon.things.size === 0;
  const asksPrice = isBare && typed.weigh(A_PRICE) > 0;
  const share = ({ word }: WeighedTerm) => (asksPrice && PRICE.test(word) ? PRICE_WORD : 1);
  const weights = {
    all: query.map((term) => share(term) * term.importance),
    here: query.map((term) => share(term) * term.telling),
  };
  const form = formOf(question);
  const read = hits
    .map((hit) => {
      const reading = readPassage(hit, lexicon);
      return { hit, reading, listed: likenessToListed(hit.passage, query, form, lexicon) };
    })
    .filter(({ listed }, rank) => rank < PASSAGES || listed >= LISTED_FROM);
  const top = read[0]?.hit.score ?? 0;
  return read
    .flatMap(({ hit, reading, listed }) => {
      const { sentences: parts, around } = reading;
      const above = query.map(({ term, alike }) =>
        around.has(term)
          ? HEADING_CREDIT
          : isBare && alike.some((other) => around.has(other))
            ? ALIKE_HEADING
            : 0,
      );
      const likenesses = weighSentences(
        weights,
        parts.map((part) => placed(part, match)),
        above,
      );
      // An entry of a list says in two words what it has to say.
      const isListed = hit.passage.text.split('\n', MIN_LINES).length === MIN_LINES;
      return parts.map(({ text, inOrder, terms, subjects }, index): ScoredSentence => {
        const likeness = likenesses[index] as Likeness;
        const type = typed.weigh(text);
        const score =
          SCALE * scoreOf(likeness) +
          Math.max(0, IN_BEST_PASSAGE + SHARE.worse * Math.min(0, hit.score - top)) +
          SHARE.type * type -
          (isFragment(text) ? SHARE.fragment : 0) -
          (inOrder.length < THIN_TERMS && !(isListed && text.endsWith('.')) ? SHARE.thin : 0) -
          (tellsNothing(text, inOrder, query) || (type === 0 && isByline(text)) ? SHARE.pointer : 0);
        const { coverage, before, after } = likeness;
        return {
          hit,
          text,
          index,
          score,
          coverage,
          nearCoverage: Math.min(1, coverage + before + after),
          terms,
          inOrder,
          listed,
          subjects,
        };
      });
    })
    .sort((a, b) => b.score - a.score);
}

/** What a sentence holds of a question; a concept has no place of its own. */
function placed({ inOrder, terms }: ReadSentence, match: (term: string) => readonly Match[]): Placed[] {
  const concepts = [...terms].filter(isConcept);
  return [
    ...concepts.flatMap((term) =>
      match(term).map((found) => ({ ...found, place: Number.NEGATIVE_INFINITY })),
    ),
    ...inOrder.flatMap((term, place) => match(term).map((found) => ({ ...found, place }))),
  ];
}

/** A short line that ends like no sentence: a title that was not marked as one. */
export function isFragment(text: string): boolean {
  return !/[.!?:;…]["'”’)\]]*$/.test(text) && !text.includes(': ');
}

/** A line that says who wrote what stands around it, and when. */
const BYLINE =
  /^(?:(?:posted|published|written|updated|last (?:updated|changed|modified)|text|words) (?:and \w{1,20} )?(?:by|on)|author:?) /i;
/** Characters of a byline at most; what is longer tells more. */
const MAX_BYLINE = 70;
/** What a page asks of its reader, which tells nothing of its topic: "Join our community". */
const INVITES =
  /^(?:please )?(?:watch|join|subscribe|sign up|click|tap|follow (?:me|us|our)|read (?:more|on|the full)|check out|download|get in touch|contact (?:me|us)|book (?:a|your)|share this|leave a comment|learn more|find out more|see also|scroll)\b/i;

/** Characters of an invitation at most: "Sign up with an address; no card is needed, and ..." tells more. */
const MAX_INVITE = 80;

function isByline(text: string): boolean {
  return text.length < MAX_BYLINE && BYLINE.test(text);
}

/** Whether a sentence asks, or invites to something that was not asked about. */
function tellsNothing(text: string, inOrder: readonly string[], query: readonly WeighedTerm[]): boolean {
  if (/\?["'”’)\]]*$/.test(text) || isHeader(text)) return true;
  return text.length < MAX_INVITE && INVITES.test(text) && !query.some(({ term }) => term === inOrder[0]);
}
