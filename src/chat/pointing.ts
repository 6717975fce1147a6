/** How a message points back at what was said before it: pronouns, lead-ins, and words that name nothing. */

import { baseForms } from '../text/degrees.ts';
import { STOP_WORDS } from '../text/stop-words.ts';
import { stem, words } from '../text/tokenize.ts';
import { isVerb } from '../understanding/nouns.ts';

const set = (list: string) => new Set(list.trim().split(/\s+/));

/** Words that ask, point or soften, but name nothing. Stems. */
const EMPTY = new Set(
  [
    ...set(
      `one ones other others then which why how what really reason reasons come else about sure example examples pick choose choice
  better best fit suit recommend suggest case regarding concerning instead rather role path job say matter way
  mean happen possible true difference differ compare comparison versus again back opinion opinions thoughts think advice question answer point meant sorry nobody none nothing
  two three people folk guy side field area track without alternative alternatives topic topics thing things kind kinds type types sort sorts exactly`,
    ),
  ].map(stem),
);

/** Whether a word names nothing. */
export function isEmpty(word: string): boolean {
  return EMPTY.has(stem(word));
}

/** Words that ask for a property of something: a question of nothing else is about what was talked of before. Stems. */
const PROPERTIES = new Set(
  [
    ...set(`long many few hard easy difficult tough fast quick quickly slow cheap expensive costly realistic feasible doable worth
    enough sufficient important useful necessary essential mandatory required helpful help cost costs price pay time number numbers
    figure figures rough roughly amount percentage percent start begin first last prepare apply carry carries continue try
    avoid prevent improve handle fix miss missing lack left thick thin big small large size deep high low wide far near safe
    dangerous risky normal common rare good bad great count counts disadvantage advantage downside upside benefit pros cons
    risk maximum minimum limit cap heavy light loud strong weak gain lose show close dead fun boring learn depend depends change takes needed wrong day month season`),
  ].map(stem),
);

/** Whether a word only asks for a property: "how long", "is it expensive". */
export function isProperty(word: string): boolean {
  return PROPERTIES.has(stem(word)) || baseForms(word).some((base) => PROPERTIES.has(stem(base)));
}

/** Openings that go on from what was said; "so" and the like only do when little else is said. */
const LEAD_INS = set('and but or plus even');
const SOFT_LEAD_INS = set('so also then ok okay hmm well just only');
const PRONOUNS = set('it its they them their theirs he him his she her hers ones same both either');
/** These point back unless they point at the noun behind them ("this article"). */
const DEMONSTRATIVES = set('that this those these one');
const AUXILIARIES = set(
  'is are was were do does did can could will would should has have had must may might am need isnt arent dont doesnt cant wont',
);
const QUESTION_WORDS = set('what which who where when why how');
/** "What's a mulch?" has its verb; "what's the price?" asks for the price of what was talked of. */
const CONTRACTED = /\b(?:what|who|where|when|how)['’]?s (?!the\b)/i;
/** Longest question, in words, that may lack its verb: "how many rounds exactly?". */
const ELLIPSIS_WORDS = 5;

export interface Pointing {
  /** It opens by going on: "and the maths?", "what about ...". */
  leads: boolean;
  /** It opens softly: "so, also, ok": it goes on if it says little else. */
  softly: boolean;
  /** A pronoun stands for something said before. */
  points: boolean;
  /** A question that lacks its verb: "how many rounds?". */
  isElliptical: boolean;
  /** It holds an auxiliary verb, as whole questions do. */
  hasVerb: boolean;
  /** "So it's not hopeless?": draws a conclusion from what was said. */
  concludes: boolean;
  /** Only a circumstance is said: "in Germany?", "and without a degree?". */
  isAdverbial: boolean;
}

/** "Harder than X?", "more work than that?": compares what was talked of, without naming it. */
const COMPARES =
  /^\W*(?:(?:and|so|but|ok|okay|even|much|far|a lot|is it|are they)\W+){0,4}(?:\p{L}{2,12}er|(?:more|less) \p{L}{3,15}|better|worse) than\b/iu;

/** "What's the difference to X?", "compared with X?": sets what was talked of against something, without naming it. */
const AGAINST =
  /^\W*(?:(?:and|so|but|ok|okay|then)\W+){0,2}(?:(?:(?:what(?:['’]?s| is|s) )?(?:the |any )?(?:\w+ )?(?:difference|advantage|benefit)|(?:is there|what(?:['’]?s| is)) (?:an?|the) (?:difference|advantage)) (?:to|from|with|over|compared)\b|(?:as )?(?:compared|opposed) (?:to|with)\b|versus\b|vs\b)/i;
/** "Sounds hard", "looks boring?": says how it seems, and leaves out what. */
const SEEMS =
  /^\W*(?:(?:and|so|but|ok|okay|hm+)\W+){0,2}(?:sounds?|looks?|seems?|feels?) (?!for\b|at\b|after\b)/i;

const CONCLUDES =
  /^\W*(?:(?:ok|okay|hm+|ah|oh|well|right)\W+){0,2}(?:so|then) (?:it|that|they|this|there|those|these)(?:['’](?:s|re|ll)| (?:is|are|was|will|would|can|must|has|have|does|do|means?))\b/i;

const CIRCUMSTANCES = set(
  'in at on for with without from to under after before during as if next besides by',
);
/** "If it rains?", "even when it is cold?": a circumstance with a verb of its own. */
const CONDITION =
  /^\W*(?:(?:and|but|so|even|also|only|except)\W+){0,3}(?:if|when|while|although|unless|because) [^,;]*$/i;
const PLURALS = set('they them their theirs');

/** Reads how a question points back. `isNamed`: it names a thing itself, which "they" then stands for. */
export function readPointing(asked: string, isNamed = false): Pointing {
  // "Is a certificate worth it?" points at nothing.
  const question = asked.replace(/\bworth (?:it|that)\b/gi, 'worth');
  const said = words(question).map(({ word }) => word);
  const opening = said.find((word) => !LEAD_INS.has(word) && !SOFT_LEAD_INS.has(word)) ?? '';
  const hasVerb = said.some((word) => AUXILIARIES.has(word));
  return {
    leads:
      LEAD_INS.has(said[0] ?? '') || /^\W*(?:(?:so|ok|okay|then)\W+)?(?:what|how) about\b/i.test(question),
    concludes: CONCLUDES.test(question),
    softly: SOFT_LEAD_INS.has(said[0] ?? ''),
    points:
      COMPARES.test(question) ||
      AGAINST.test(question) ||
      SEEMS.test(question) ||
      said.some(
        (word, at) =>
          !(isNamed && (PLURALS.has(word) || isNamedOne(word, said[at - 1]))) &&
          isPointer(word, said[at - 1], said[at + 1]),
      ),
    isAdverbial: (CIRCUMSTANCES.has(opening) && !hasVerb) || CONDITION.test(question),
    isElliptical:
      said.length <= ELLIPSIS_WORDS &&
      QUESTION_WORDS.has(opening) &&
      !CONTRACTED.test(question) &&
      !hasVerb &&
      !said.includes('to'),
    hasVerb,
  };
}

/** "The ML one" names its thing; "the other one" and "which one" do not. */
function isNamedOne(word: string, before = ''): boolean {
  return /^ones?$/.test(word) && !(STOP_WORDS.has(before) || isEmpty(before) || isProperty(before));
}

function isPointer(word: string, before: string | undefined, after: string | undefined): boolean {
  if (PRONOUNS.has(word)) return true;
  // "Can I take some over?", "are there any?", but "some of the pots", "any more tips?".
  if (/^(?:some|any|none)$/.test(word))
    return (
      after === undefined ||
      (STOP_WORDS.has(after) && !/^(?:of|more|other|others|one|ones|such)$/.test(after))
    );
  if (!DEMONSTRATIVES.has(word)) return false;
  if (after === undefined || STOP_WORDS.has(after) || isEmpty(after)) return true;
  // "Which one needs tying up?", "what does that cost?", but "what does this article say?".
  if (word === 'one') return before === 'which' || before === 'that' || before === 'this';
  // "Do these replace it?", but "do these plants need it?".
  return (
    isProperty(after) || (AUXILIARIES.has(before ?? '') && (/^th(?:at|ose)$/.test(word) || isVerb(after)))
  );
}
