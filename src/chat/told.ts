/** What a visitor tells of herself before she asks: it helps to find, and is never what is asked for. */
import type { PastTurn } from '../domain.ts';
import type { Retriever } from '../retrieval/retrieve.ts';
import { terms, words } from '../text/tokenize.ts';
import { questionType, splitTold } from '../understanding/question.ts';
import { askedOfHeard } from './heard-of.ts';
import { isEmpty, isProperty, readPointing } from './pointing.ts';
import { AGE, type StandaloneQuery, toStandaloneQuery } from './query.ts';
import { entities, withThings } from './rewrite.ts';

/**
 * Weight of what is told: little beside a question that names what it asks about, more where that is only a thing that
 * she would be, nearly full where all that it is about stands before it ("I know Python, does that help?").
 */
const WEIGHT = { naming: 0.3, wishing: 0.6, pointing: 0.9 };
/** "Anything to watch out for?" names nothing, whatever else it says. */
const ANYTHING = /^\W*any(?:thing|one|body)?\b/i;
/** Words for somebody just told of. */
const OF_PERSON = /\b(?:he|she|him|her|his|hers)\b/gi;
/** "Can I become a ringer?" asks of nothing but the thing. */
const WISHED = /^(?:becom\w*|work\w*|get|go|into|job|career)$/;

/** The standalone query of a message, statements about the visitor taken off and carried. */
export function withoutTold(question: string, past: readonly PastTurn[], search: Retriever): StandaloneQuery {
  const { lexicon } = search;
  const message = askedOfHeard(question) ?? question;
  const { told, asks } = splitTold(message);
  if (told === '') return toStandaloneQuery(asks, past, lexicon);
  const isNamed = entities(lexicon, asks).length > 0;
  const names = terms(asks).filter(({ word }) => !isEmpty(word) && !isProperty(word));
  // "My son is 4, can he swim there?": he was told of right before.
  const points = (text: string) => readPointing(text, isNamed).points;
  const isThin =
    ANYTHING.test(asks) ||
    points(/\bmy\b/i.test(told) ? asks.replace(OF_PERSON, ' ') : asks) ||
    (!isNamed && names.length === 0);
  if (isThin) {
    const query = toStandaloneQuery(message, past, lexicon);
    if (query.rule !== 'as asked') return query;
    const asked = toStandaloneQuery(asks, [], lexicon).text;
    return { ...query, asked, carried: [{ text: told.replace(/\d+/g, ' '), weight: WEIGHT.pointing }] };
  }
  const aged = AGE.test(told) ? `${asks} (age)` : asks;
  const things = isNamed ? [] : entities(lexicon, told);
  const query = toStandaloneQuery(things.length > 0 ? withThings(aged, things) : aged, past, lexicon);
  const mentions = lexicon.mentions(asks).filter(({ concept }) => concept.isEntity);
  const wishes =
    questionType(asks) === 'yes-no' &&
    names.every(
      ({ word, start }) => WISHED.test(word) || mentions.some((one) => one.start <= start && start < one.end),
    );
  const weight = wishes ? WEIGHT.wishing : WEIGHT.naming;
  return { ...query, carried: [...query.carried, { text: namesIn(told, search), weight }] };
}

/** The words of a statement that the knowledge holds; who she is and how old is hers to say, and finds nothing. */
function namesIn(told: string, search: Retriever): string {
  const held = new Set(
    search
      .search({ question: told, top: 1 })
      .terms.flatMap(({ isUnknown, word }) => (isUnknown ? [] : [word])),
  );
  return words(told)
    .filter(({ word }) => held.has(word) && !/\d/.test(word))
    .map(({ start, end }) => told.slice(start, end))
    .join(' ');
}
