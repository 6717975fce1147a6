/** Ways to put one question for another: about other things, about what a pronoun stood for, about what it is. */
import type { Concept, Lexicon } from '../text/lexicon.ts';
import { type Term, terms } from '../text/tokenize.ts';

/** Words that ask, point or soften, but name nothing. */
export const EMPTY = new Set(
  `one ones other others then which why how what really reason reasons come else about sure example examples pick choose choice
  better best recommend suggest case regarding concerning instead rather role roles path paths job jobs say matter way
  mean happen possible true difference differ compare comparison versus again back question answer point meant sorry`.split(
    /\s+/,
  ),
);
const PRONOUN = /\b(?:it|they|them|that one|this one|that|this|those|these)\b/i;

/** The entities that a text names, each once. */
export function entities(lexicon: Lexicon, text: string): Concept[] {
  const found = lexicon.mentions(text).filter(({ concept }) => concept.isEntity);
  return [...new Set(found.map(({ concept }) => concept))];
}

/** The same question about other things: their names in place of the first thing named, the rest left out. */
export function aboutInstead(lexicon: Lexicon, query: string, things: readonly Concept[]): string {
  const names = things.map(({ name }) => name).join(' and ');
  const mentions = lexicon.mentions(query).filter(({ concept }) => concept.isEntity);
  const [first] = mentions;
  if (!first) return `${query} (${names})`;
  return `${query.slice(0, first.start)}${names}${query.slice(first.end)}`;
}

/** Ways to ask what something is. */
const ASKS_WHAT =
  /^\W*(?:(?:so |and |ok |okay )?what(?:['’]?s| is| are| does| do| exactly is| exactly are)|define|explain|tell me about)\b/i;
/** "What does X earn?" asks what X earns; what it is only when nothing but "do" or "mean" follows. */
const ASKS_WHAT_DOES = /^\W*(?:so |and |ok |okay )?what (?:does|do)\b/i;
/** "And for survival?" asks about the thing before, not about survival. */
const OF_THE_SAME = /^\W*(?:and|but|or|plus) (?:for|in|with|on|at|to|from|by|of|as)\b/i;
/** Words of a thing that is named alone. */
const FEW_NAMED = 3;

/** "what is X?", "and Y?": what is Y? `own`: the content words of the question. @returns undefined unless the question before asked what one thing is. */
export function definedInstead(question: string, topic: string, own: readonly Term[]): string | undefined {
  if (OF_THE_SAME.test(question)) return undefined;
  const content = terms(topic).filter(({ word }) => !EMPTY.has(word));
  const [first, last] = [content[0], content.at(-1)];
  const named = own.map(({ word }) => word).join(' ');
  if (!first || !last || named === '' || own.length > FEW_NAMED || content.length > FEW_NAMED)
    return undefined;
  if (!ASKS_WHAT.test(topic)) return undefined;
  if (ASKS_WHAT_DOES.test(topic) && !/\w/.test(topic.slice(last.end))) return undefined;
  return `${topic.slice(0, first.start)}${named}${topic.slice(last.end)}`;
}

/** The question with its pronoun read as the things talked of, or with them added. */
export function withThings(question: string, things: readonly Concept[]): string {
  const names = things.map(({ name }) => name).join(' and ');
  return PRONOUN.test(question) && /^\s*(?:\w+\s+){0,3}(?:it|they|them)\b/i.test(question)
    ? question.replace(/\b(?:it|they|them)\b/i, names)
    : `${question} (${names})`;
}

/** Content words of a query but for the things it names, which the question at hand names itself. */
export function contentOf(query: string, lexicon: Lexicon): string {
  const named = lexicon.mentions(query).filter(({ concept }) => concept.isEntity);
  const rest = terms(query).filter(({ start }) => !named.some((m) => m.start <= start && start < m.end));
  return [...new Set(rest.map(({ word }) => word))].slice(0, 8).join(' ');
}
