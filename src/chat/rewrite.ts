/** Ways to put one question for another: about other things, about what a pronoun stood for, about what it is. */
import type { PastTurn } from '../domain.ts';
import type { Concept, Lexicon } from '../text/lexicon.ts';
import { type Term, terms, words } from '../text/tokenize.ts';
import { isVerb, nounsOf } from '../understanding/nouns.ts';
import { splitTold } from '../understanding/question.ts';
import { isEmpty, isProperty } from './pointing.ts';

const PRONOUN = /\b(?:it|they|them|that one|this one|that|this|those|these)\b/i;

/** The entities that a text names, each once. */
export function entities(lexicon: Lexicon, text: string): Concept[] {
  const found = lexicon.mentions(text).filter(({ concept }) => concept.isEntity);
  return [...new Set(found.map(({ concept }) => concept))];
}

const namesOf = (things: readonly Concept[]) => things.map(({ name }) => name).join(' and ');

/** Between two things that are named as one: "AI or ML". */
const JOINED = /^[\s()]*(?:and|or|vs\.?|versus|,|&|\/)[\s()]*(?:(?:an?|the) )?$/i;

/** The same question about other things: their names in place of the first thing named and of those joined to it. */
export function aboutInstead(lexicon: Lexicon, query: string, things: readonly Concept[]): string {
  const mentions = lexicon.mentions(query).filter(({ concept }) => concept.isEntity);
  const [first] = mentions;
  if (!first) return `${query} (${namesOf(things)})`;
  let { end } = first;
  for (const mention of mentions.slice(1)) {
    if (!JOINED.test(query.slice(end, mention.start))) break;
    end = mention.end;
  }
  return `${query.slice(0, first.start)}${namesOf(things)}${query.slice(end)}`;
}

/** A text with one of `sides` put for by `name`; undefined where it names none of them. */
export function sideInstead(text: string, sides: readonly string[], name: string): string | undefined {
  const found = sides
    .flatMap((side) => {
      const wanted = terms(side);
      const said = terms(text).filter(({ term }) => wanted.some((one) => one.term === term));
      const [first, last] = [said[0], said.at(-1)];
      if (!first || !last) return [];
      const between = terms(text.slice(first.start, last.end));
      return between.length === said.length ? [{ start: first.start, end: last.end }] : [];
    })
    .sort((a, b) => a.start - b.start);
  const [first, last] = [found[0], found.at(-1)];
  return first && last ? `${text.slice(0, first.start)}${name}${text.slice(last.end)}` : undefined;
}

/** Ways to ask what something is. */
const ASKS_WHAT =
  /^\W*(?:(?:so |and |ok |okay )?what(?:['’]?s| is| are| does| do| exactly is| exactly are)|define|explain|tell me about)\b/i;
/** "What does X earn?" asks what X earns; what it is only when nothing but "do" or "mean" follows. */
const ASKS_WHAT_DOES = /^\W*(?:so |and |ok |okay )?what (?:does|do)\b/i;
/** "And X?", "and what about the X?": words around a name of which nothing is asked. */
const AROUND_NAME = new Set('and or plus but what how about a an the some'.split(' '));
const ASKS_MORE = new Set(
  'how why when where who which do does did is are can for in with on at to from by of as if not no without'.split(
    ' ',
  ),
);
/** Words of a thing that is named alone. */
const FEW_NAMED = 3;

/** "what is X?", "and Y?": what is Y? `own`: the content words of the question. @returns undefined unless the question before asked what one thing is. */
export function definedInstead(question: string, topic: string, own: readonly Term[]): string | undefined {
  const said = words(question).map(({ word }) => word);
  const from = said.findIndex((word) => !AROUND_NAME.has(word));
  const name = from < 0 ? [] : said.slice(from);
  if (name.length > FEW_NAMED || name.some((word) => ASKS_MORE.has(word))) return undefined;
  const content = terms(topic).filter(({ word }) => !isEmpty(word));
  const [first, last] = [content[0], content.at(-1)];
  const named = own.map(({ word }) => word).join(' ');
  if (!first || !last || own.length > FEW_NAMED || content.length > FEW_NAMED) return undefined;
  if (named === '' || own.every(({ word }) => isProperty(word))) return undefined;
  if (!ASKS_WHAT.test(topic)) return undefined;
  if (ASKS_WHAT_DOES.test(topic) && !/\w/.test(topic.slice(last.end))) return undefined;
  return `${topic.slice(0, first.start)}${named}${topic.slice(last.end)}`;
}

/** "Do I need X?", "can you use X?": a question of one thing, which stands at its end. */
const ASKS_OF_ONE =
  /^\W*(?:(?:so|and|ok|okay|but)\W+)*(?:do|does|can|could|should|must|may|is|are|will|would) (?:i|we|you|one|they|there|it)\b/i;

/** "Do I need X?", "and Y?": do I need Y? @returns undefined unless both name one thing, and nothing else. */
export function askedInstead(
  question: string,
  topic: string,
  own: readonly Term[],
  lexicon: Lexicon,
): string | undefined {
  const said = words(question).map(({ word }) => word);
  const from = said.findIndex((word) => !AROUND_NAME.has(word));
  const name = from < 0 ? [] : said.slice(from);
  if (name.length === 0 || name.length > FEW_NAMED || name.some((word) => ASKS_MORE.has(word)))
    return undefined;
  if (own.length !== name.length || own.some(({ word }) => isProperty(word)) || !ASKS_OF_ONE.test(topic))
    return undefined;
  const asked = topic.replace(/ \([^()]{0,200}\)$/, '');
  const content = namingWords(asked, lexicon).filter((one) => !isVerb(one.word) && !isVerbOf(asked, one));
  const [first, last] = [content[0], content.at(-1)];
  if (!first || !last || content.length > FEW_NAMED) return undefined;
  // One run of words, with nothing named behind it.
  if (terms(asked.slice(first.start)).length !== content.length) return undefined;
  return `${topic.slice(0, first.start)}${name.join(' ')}${topic.slice(last.end)}`;
}

/** The question with its pronoun read as the things talked of, or with them added. */
export function withThings(question: string, things: readonly Concept[]): string {
  return PRONOUN.test(question) && /^\s*(?:\w+\s+){0,3}(?:it|they|them)\b/i.test(question)
    ? question.replace(/\b(?:it|they|them)\b/i, namesOf(things))
    : `${question} (${namesOf(things)})`;
}

/** Words of a gist at most. */
const MAX_GIST = 5;
/** What a question asks for, by its first words. */
const ASKS =
  /^\W*(?:(?:and|so|but|ok|okay|then)\W+)?(how (?:long|much|many|often|old|far|big|soon|fast)|when|where|who)\b/i;

/** The gist of an earlier turn: what it asked for, and the words of its question that name something. */
export interface Gist {
  /** The words by which its question asks, e.g. "how long"; empty where it does not matter. */
  asks: string;
  /** Words that name what it was about: those that the answer to it holds, where it holds any. */
  named: string;
  /** The same without verbs: what a pronoun may stand for. */
  things: string;
  /** Whether it names anything but what is done: "how do we book?" does not. */
  hasThing: boolean;
}

/** What an earlier turn was about; `topic` is its question, made whole. */
export function gistOf(
  { question, answer, citations, outcome, memory }: PastTurn,
  topic: string,
  lexicon: Lexicon,
): Gist {
  // What is told of oneself before a question is not what it is about.
  const said = splitTold(question).asks;
  const asks = (ASKS.exec(said)?.[1] ?? '').toLowerCase();
  // A question that put a pronoun for its thing named none.
  if (typeof memory?.focus === 'string')
    return { asks, named: memory.focus, things: memory.focus, hasThing: true };
  const held = new Set(
    terms([answer, ...citations.map(({ heading, title }) => `${title}\n${heading}`)].join('\n')).map(
      ({ term }) => term,
    ),
  );
  // A tool, "more" and "the other one" answer another question than the one typed.
  const own = topic.includes(question) ? namingWords(said, lexicon) : [];
  // What an abstention names is what nothing is known of.
  const answered = outcome === 'answered' ? own.filter(({ term }) => held.has(term)) : [];
  const best = [answered, own, namingWords(topic, lexicon), contentWords(topic, lexicon)];
  const words = best.find((list) => list.length > 0) ?? [];
  // A pronoun stands for a noun: one that the answer speaks of, else any.
  const text = topic.includes(question) ? said : topic;
  const nouns = best
    .map((list) => list.filter((one) => !isVerbOf(text, one)))
    .find(({ length }) => length > 0);
  const subject = text === said ? subjectOf(said) : [];
  if (subject.length > 0) return { asks, named: joined(subject), things: joined(subject), hasThing: true };
  return { asks, named: joined(words), things: joined(nouns ?? words), hasThing: nouns !== undefined };
}

/** A statement that opens with something of the visitor's: that is what it is about. */
const OPENS_WITH_OWN = /^\W*(?:(?:help|hi|so|and|but|ok|well)\W+)*(?:my|our|the) (?!.*\?)/i;

/** "My loaf came out flat": the loaf. Empty for other messages. */
function subjectOf(text: string): readonly Pick<Term, 'word'>[] {
  if (!OPENS_WITH_OWN.test(text)) return [];
  const nouns = nounsOf(text);
  const end = nouns.findIndex(({ end }, i) => text.slice(end, nouns[i + 1]?.start ?? text.length) !== ' ');
  return nouns.slice(0, end + 1);
}

const joined = (list: readonly Pick<Term, 'word'>[]) =>
  [...new Set(list.map(({ word }) => word))].slice(0, MAX_GIST).join(' ');

/** "Should I sow X", "what goes into X", "how to keep X", "who wrote X": behind these stands what is done. */
const BEFORE_VERB =
  /\b(?:i|we|you|they|he|she|it|one|people|to|what|who|which|not|never|only|also)\s+(?:(?:just|still|really|even|simply|ever|always|safely|easily|then)\s+)?$/i;
/** Behind these "walks" and "needs" are nouns. */
const DETERMINED =
  /\b(?:an?|the|my|your|his|her|our|their|its|these|those|some|any|no|of|with|for|in|on)\s+$/i;
const AUXILIARY =
  /^\s*(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had|must|may|might)\b/i;

/** "Is the boat included?", "are dogs allowed in there?": what is done stands behind what it is done to. */
const PASSIVE = /\b(?:is|are|was|were|be|been|get|gets)\s+\S/i;
const ENDS_CLAUSE = /^\W*$|^\s+(?:in|at|on|for|with|by|to|from|during|when|if|as|or|and)\b/i;

/** Whether a word of a question says what is done, and not what it is done to. */
export function isVerbOf(text: string, { word, start, end }: Term): boolean {
  const before = text.slice(Math.max(0, start - 20), start);
  if (/s$/.test(word) && isVerb(word) && !DETERMINED.test(before)) return true;
  if (/ed$/.test(word) && PASSIVE.test(text.slice(0, start)) && ENDS_CLAUSE.test(text.slice(end)))
    return !DETERMINED.test(before);
  return BEFORE_VERB.test(before) && !AUXILIARY.test(text.slice(end));
}

/** The content words of a text, but for the things that the topic tells apart. */
function contentWords(text: string, lexicon: Lexicon): Term[] {
  const things = lexicon.mentions(text).filter(({ concept }) => concept.isEntity);
  return terms(text).filter(
    ({ word, start }) => !isEmpty(word) && !things.some((m) => m.start <= start && start < m.end),
  );
}

/** Those of them that do not merely ask for a property. */
export function namingWords(text: string, lexicon: Lexicon): Term[] {
  return contentWords(text, lexicon).filter(({ word }) => !isProperty(word));
}

/** The first few words of a text, each once. */
export function uniqueWords(text: string): string {
  return [...new Set(text.split(' ').filter((word) => word !== ''))].slice(0, MAX_GIST + 1).join(' ');
}

/** How many words a text has. */
export function wordCount(text: string): number {
  return words(text).length;
}

/** "The two", "both of them": all there is, where the topic tells two things apart. */
const BOTH =
  /\b(?:(?:the|these|those) two(?: of (?:them|those))?|both of (?:them|those|these)|the pair)\b(?! [a-z]*s\b)/i;

/** A question with the names of both things in place of "the two"; as it is where it names one, or there are not two. */
export function namingBoth(question: string, lexicon: Lexicon): string {
  const things = lexicon.concepts.filter(({ isEntity }) => isEntity);
  if (things.length !== 2 || entities(lexicon, question).length > 0) return question;
  return question.replace(BOTH, namesOf(things));
}
