/**
 * The standalone query: what a question means once the conversation before it is taken into account.
 * The rules, in the order in which they are tried, are explained in DESIGN.md, "Follow-ups".
 */
import type { PastTurn } from '../domain.ts';
import { rarity } from '../retrieval/background.ts';
import type { CarriedText } from '../retrieval/retrieve.ts';
import type { Concept, Lexicon } from '../text/lexicon.ts';
import { STOP_WORDS } from '../text/stop-words.ts';
import { terms, words } from '../text/tokenize.ts';
import { aboutInstead, contentOf, definedInstead, EMPTY, entities, withThings } from './rewrite.ts';

/** Which rule made a question standalone; shown in the trace. */
export type QueryRule =
  /** It stands alone. */
  | 'as asked'
  /** "what about the other one?": the question before, about the other thing. */
  | 'other thing'
  /** "and for ML?": the question before, about the thing named now. */
  | 'same question'
  /** "why?", "which one then?": a question word put to the question before. */
  | 'question word'
  /** "and the maths?", "is it harder?": what is asked now, about the thing talked of before. */
  | 'same thing';

export interface StandaloneQuery {
  /** Self-contained form, for retrieval, the model, the trace and later turns. */
  text: string;
  rule: QueryRule;
  /** Words of earlier turns that are searched too, with what they weigh beside those of `text`. */
  carried: CarriedText[];
  /** The turn it leans on. */
  dependsOn?: string;
  /** The question that `text` puts a further question word to; what the next follow-up builds on. */
  topic?: string;
}

/** Share of its weight that a word of an earlier question keeps for each turn it lies back. */
const DECAY = 0.4;
/** Weight of the most telling words of the answer before. */
const ANSWER_WEIGHT = 0.1;
const ANSWER_TERMS = 5;
/** Earlier questions that are looked at. */
const TURNS = 4;
/** With more things than this, "which one" does not mean all of them. */
const MAX_WHOLE = 4;
/** A fragment with no more content words than this leans on the question before, unless it names its thing. */
const FEW_WORDS = 2;

/** Openings that go on from what was said; "so" and the like only do when little else is said. */
const LEAD_INS = new Set('and but or plus'.split(' '));
const SOFT_LEAD_INS = new Set('so also then ok okay hmm well'.split(' '));
/** Openings that leave the topic. */
const NEW_TOPIC =
  /\b(?:different|another|new|other) (?:topic|question|subject|thing entirely)\b|\bby the way\b|\bbtw\b|\bsomething else\b|\bchang(?:e|ing) (?:the )?(?:topic|subject)\b|\bunrelated\b/i;
/** Words that open a whole question, which can stand alone however short. */
const OPENS_QUESTION =
  /^(?:what|who|where|when|which|why|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|tell|explain|define)\b/i;
const PRONOUNS = new Set('it its they them their theirs ones same both either'.split(' '));
/** These point back unless they point at the noun behind them ("this article"). */
const DEMONSTRATIVES = new Set('that this those these one'.split(' '));
const OTHER =
  /\b(?:the |that )?other(?: one| ones| role| job| path| side| option| thing| kind| type| way)?s?\b|\bthe (?:latter|former|second one)\b|\bother way (?:a)?round\b/i;
/** "I am 47" is about age, whatever else it says. */
const AGE =
  /\b(?:i['’]?m|i am|aged?|at) [2-7]\d\b(?!\s*(?:%|percent|hours|weeks|months|years of|questions))/i;

/** Works out what a question leans on, and what it means by itself. */
export function toStandaloneQuery(
  question: string,
  past: readonly PastTurn[],
  lexicon: Lexicon,
): StandaloneQuery {
  question = namesWhole(question, lexicon) ?? question;
  if (AGE.test(question)) question += ' (age)';
  const topical = past.filter(({ outcome }) => outcome === 'answered' || outcome === 'abstained');
  const last = topical.findLast(({ outcome }) => outcome === 'answered') ?? topical.at(-1);
  if (!last || NEW_TOPIC.test(question)) return { text: question, rule: 'as asked', carried: [] };

  const things = entities(lexicon, question);
  const topic = topicOf(last);
  const before = entities(lexicon, topic);
  const said = words(question).map(({ word }) => word);
  const content = terms(question).filter(({ word }) => !EMPTY.has(word));
  const named = lexicon.mentions(question).filter(({ concept }) => concept.isEntity);
  const own = content.filter(
    ({ start }) => !named.some((mention) => mention.start <= start && start < mention.end),
  );
  const leads = LEAD_INS.has(said[0] ?? '') || /^(?:what|how) about\b/i.test(question);
  const depends = (text: string, rule: QueryRule, carried: CarriedText[]): StandaloneQuery => ({
    text,
    rule,
    carried,
    dependsOn: last.turnId,
  });

  const other = OTHER.test(question) ? otherThing(lexicon, topical, before) : undefined;
  if (other && things.length === 0) {
    const text =
      own.length === 0 ? aboutInstead(lexicon, topic, [other]) : question.replace(OTHER, other.name);
    return depends(text, 'other thing', own.length === 0 ? [] : carry(topical, lexicon, true));
  }
  const points = pointsBack(said);
  if (own.length === 0 && things.length > 0 && (leads || said.length <= 5) && before.length > 0 && !points) {
    return depends(aboutInstead(lexicon, topic, things), 'same question', []);
  }
  if (own.length === 0 && things.length === 0) {
    return { ...depends(`${question} (${topic})`, 'question word', []), topic };
  }
  const defined =
    leads && before.length === 0 && things.length === 0 ? definedInstead(question, topic, own) : undefined;
  if (defined !== undefined) return depends(defined, 'same question', []);
  const softly = SOFT_LEAD_INS.has(said[0] ?? '') && own.length <= FEW_WORDS;
  const fragment = own.length <= (before.length > 0 ? FEW_WORDS : 1) && !OPENS_QUESTION.test(question.trim());
  const leans =
    things.length === 0 ? leads || points || softly || fragment : (leads || points) && own.length <= 1;
  if (leans) {
    const carried = carry(topical, lexicon, before.length > 0);
    if (things.length > 0 || before.length === 0) {
      const named = before.length > 0 && !points;
      return depends(named ? question : `${question} (${contentOf(topic, lexicon)})`, 'same thing', [
        ...carried,
        ...fromAnswer(last),
      ]);
    }
    return depends(withThings(question, before), 'same thing', carried);
  }
  return { text: question, rule: 'as asked', carried: [] };
}

/** Ways to point at all the things that a topic tells apart: "which of the two", "both roles", "these jobs". */
const WHOLE =
  /\b(?:(?:the|these|those|of|between) (?:two|three|roles|paths|jobs|careers)|(?:one|either|both|neither|which) of (?:the |these |those )?(?:two|three|them|these|those|roles|paths|jobs)|both(?: of them| roles| paths| jobs| careers)?|either(?: role| path| job| one)?|neither|which (?:one|role|path|job|career|way)|two (?:roles|paths|jobs|careers))\b/i;

/** A question about all things of the topic, with their names; undefined when it names one or points at none. */
function namesWhole(question: string, lexicon: Lexicon): string | undefined {
  if (!WHOLE.test(question) || entities(lexicon, question).length > 0) return undefined;
  const things = lexicon.concepts.filter(({ isEntity }) => isEntity);
  if (things.length < 2 || things.length > MAX_WHOLE) return undefined;
  return `${question} (${things.map(({ name }) => name).join(' or ')})`;
}

/** Whether a question points at something said before it. */
function pointsBack(said: readonly string[]): boolean {
  return said.some((word, i) => {
    if (PRONOUNS.has(word)) return true;
    if (!DEMONSTRATIVES.has(word)) return false;
    const next = said[i + 1];
    return next === undefined || STOP_WORDS.has(next);
  });
}

/** The thing talked of before the present one, or the only other that there is. */
function otherThing(
  lexicon: Lexicon,
  topical: readonly PastTurn[],
  before: readonly Concept[],
): Concept | undefined {
  if (before.length !== 1) return undefined;
  const earlier = topical.toReversed().flatMap((turn) => entities(lexicon, topicOf(turn)));
  const all = lexicon.concepts.filter(({ isEntity }) => isEntity);
  return [...earlier, ...all].find((concept) => concept !== before[0]);
}

/** What a turn was about, without the question words put to it since. */
function topicOf({ memory, standaloneQuery }: PastTurn): string {
  return typeof memory?.topic === 'string' ? memory.topic : standaloneQuery;
}

/** Words of earlier questions, the further back the lighter. `withoutThings`: the question settles that itself. */
function carry(topical: readonly PastTurn[], lexicon: Lexicon, withoutThings: boolean): CarriedText[] {
  const things = lexicon.concepts.some(({ isEntity }) => isEntity);
  // Where the owner says which things the topic tells apart, they carry the thread, and old aspects would only mislead.
  if (things && withoutThings) return [];
  return topical
    .slice(-TURNS)
    .reverse()
    .map(({ question }, distance) => ({ text: question, weight: DECAY ** (distance + 1) }));
}

/** The rarest words of the last answer: a person who rewrites a follow-up takes half of her words from there. */
function fromAnswer({ answer }: PastTurn): CarriedText[] {
  const counted = new Map<string, { word: string; weight: number }>();
  for (const { term, word } of terms(answer)) {
    if (/^\d+$/.test(word)) continue;
    const known = counted.get(term)?.weight ?? 0;
    counted.set(term, { word, weight: known + rarity(term) });
  }
  const best = [...counted.values()].sort((a, b) => b.weight - a.weight).slice(0, ANSWER_TERMS);
  return best.length === 0 ? [] : [{ text: best.map(({ word }) => word).join(' '), weight: ANSWER_WEIGHT }];
}
