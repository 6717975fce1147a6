/** Follow-ups that ask something new about what was talked of: "and the maths?", "is it harder?", "how long?". */

import type { PastTurn } from '../domain.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { tellsOfOneself } from '../understanding/question.ts';
import { asksOnly, GIST, leans, ownNames, type Rule } from './asking.ts';
import { carry, fromAnswer } from './carried.ts';
import { readPointing } from './pointing.ts';
import { topicOf } from './refer.ts';
import { gistOf, isVerbOf, uniqueWords, withThings, wordCount } from './rewrite.ts';

/** It asks by words of its own, and not by those of the question before. */
const OWN_ASKS = /\b(?:why|how|when|where|who|what|which)\b/i;

/** "And the maths?", "is it harder?": what is asked now, about a thing of the lexicon that was talked of. */
export const sameThing: Rule = (asking) => {
  const { question, topic, topical, last, before, things, own, pointing, whole, isCorrected, lexicon } =
    asking;
  if (before.length === 0 || !leans(asking)) return undefined;
  if (things.length > 0) {
    if (whole === undefined && pointing.points) return undefined;
    return { text: question, rule: 'same thing', carried: [...carry(topical, lexicon), ...fromAnswer(last)] };
  }
  const { points, isElliptical, isAdverbial, concludes } = pointing;
  // What is concluded stands or falls with what was said, whatever words it is put in.
  const names = concludes ? [] : ownNames(own);
  const known = typeof last.memory?.focus === 'string' ? last.memory.focus : undefined;
  const focus =
    known ?? (points && isAside(topic, lexicon) ? gistOf(last, topic, lexicon).things : undefined);
  if (focus && (points || asksOnly(own))) {
    const thingNames = before.map(({ name }) => name).join(' and ');
    return {
      text: `${question} (${focus}, ${thingNames})`,
      rule: 'same thing',
      asked: `${question} (${focus})`,
      names,
      carried: [{ text: thingNames, weight: GIST.aspect }],
      focus,
    };
  }
  // The words of the question before are carried only where nothing else is named: they would mislead beside a new aspect.
  const keepsAspect = asksOnly(own) || points || isElliptical || isAdverbial || isCorrected;
  const gist = gistOf(last, topic, lexicon).named;
  const text = withThings(question, before);
  if (!keepsAspect || gist === '') {
    const nouns = own.filter((one) => !isVerbOf(question, one)).map(({ word }) => word);
    const focus = names.length > 0 && nouns.length > 0 ? { focus: nouns.join(' ') } : {};
    return { text, rule: 'same thing', carried: [], names, ...focus };
  }
  return {
    text: `${text} (${gist})`,
    rule: 'same thing',
    asked: text,
    names,
    carried: [{ text: gist, weight: concludes ? GIST.asking : isAdverbial ? GIST.naming : GIST.aspect }],
  };
};

/** "A portfolio for ML", "the interview at a bank": the thing is named behind another, for which a pronoun then stands. */
function isAside(topic: string, lexicon: Lexicon): boolean {
  const named = lexicon.mentions(topic).filter(({ concept }) => concept.isEntity);
  return named.every(({ start }) =>
    /\b(?:for|of|at|with|about)(?: an?| the)? $/i.test(topic.slice(0, start)),
  );
}

/** Names by which a circumstance is no circumstance any more, but a question of its own. */
const MANY_NAMES = 4;
const LEAD_IN = /^\W*(?:(?:and|or|but|so|also|then|ok|okay|well|just)\W+)+/i;

/** "And without a degree?", "even if it rains?": the question before, in the case named now; the next one replaces that. */
export const inThatCase: Rule = (asking) => {
  const { question, topic, topical, last, before, things, own, pointing, lexicon } = asking;
  if (!pointing.isAdverbial || asking.isCorrected || asking.whole || things.length > 0) return undefined;
  const names = ownNames(own);
  if (own.length === 0 || names.length >= MANY_NAMES || OWN_ASKS.test(question)) return undefined;
  if (tellsOfOneself(last.question)) return undefined;
  const text = `${topic.trim().replace(/[?!.]$/, '')} ${question.replace(LEAD_IN, '')}`;
  const lean = { text, rule: 'in that case', topic, names } as const;
  // Beside a thing of the lexicon the case alone tells passages apart; where there is none, all words do.
  if (before.length === 0)
    return {
      ...lean,
      carried: [...carry(topical, lexicon), ...fromAnswer(last)],
      focus: gistOf(last, topic, lexicon).things,
    };
  const thingNames = before.map(({ name }) => name).join(' and ');
  return { ...lean, asked: `${question} (${thingNames})`, carried: [{ text: topic, weight: GIST.before }] };
};

/** "I want X" and "I heard X" ask for something, or tell of no case of one's own. */
const NO_CASE =
  /\bi(?:['’]d| would)? (?:really |just )?(?:want|need|like|love|wish|think|guess|suppose|see|doubt|thought|heard|read|get|understand|hope|mean)\b/i;
/** Words of a case that is stated in passing; a longer message tells a story. */
const PASSING = 12;

/** "How much leave do I get?", "I only work part-time.": the question before, in the case that is stated now. */
export const inMyCase: Rule = ({ question, topic, last, things, own, isCorrected }) => {
  if (!tellsOfOneself(question) || isCorrected || things.length > 0) return undefined;
  if (NO_CASE.test(question) || wordCount(question) > PASSING) return undefined;
  if (!/\b(?:i|me|my|we|us|our)\b/i.test(topic) || tellsOfOneself(last.question)) return undefined;
  const names = ownNames(own);
  if (names.length === 0) return undefined;
  const text = `${topic.trim().replace(/[?!.]$/, '')} (${question})`;
  const carried = [{ text: topic, weight: GIST.before }];
  return { text, rule: 'in that case', topic, asked: question, names, carried };
};

const hasThingIn = (lexicon: Lexicon) => (turn: PastTurn) =>
  turn.outcome === 'answered' && gistOf(turn, topicOf(turn), lexicon).hasThing;

/** Pointers at all the things, and at nothing else. */
const OF_THEM =
  /\b(?:both|either|neither|which|one|any)(?: one)?(?: of)? (?:them|these|those)\b|\b(?:both|either|neither)\b/gi;

/** The same where the lexicon names nothing that was talked of: the gist of the question before carries the thread. */
export const sameGist: Rule = (asking) => {
  const { question, topic, topical, last, own, pointing, whole, lexicon } = asking;
  if (!leans(asking)) return undefined;
  const { points, isElliptical, isAdverbial } = pointing;
  const gist = gistOf(last, topic, lexicon);
  // "How do we book?", "can we drive up to it?": the pronoun stands for what was talked of before that.
  const before = points && !gist.hasThing ? topical.slice(0, -1).findLast(hasThingIn(lexicon)) : undefined;
  const { asks, named } = gist;
  const { things } = before ? gistOf(before, topicOf(before), lexicon) : gist;
  if (named === '') return undefined;
  const names = ownNames(own);
  // "Do both need that?" points at both, and at what was talked of.
  const pointsOn = whole === undefined ? points : readPointing(question.replace(OF_THEM, '')).points;
  const staysOn = pointsOn || (asksOnly(own) && whole === undefined);
  const unsaid = typeof last.memory?.unsaid === 'string' ? last.memory.unsaid : '';
  const full = staysOn
    ? points
      ? things
      : named
    : uniqueWords(`${OWN_ASKS.test(question) ? '' : asks} ${named} ${unsaid}`);
  const now = names.join(' ');
  return {
    text: `${question} (${full})`,
    rule: 'same thing',
    asked: question,
    names,
    carried: [
      { text: full, weight: staysOn ? GIST.asking : GIST.naming },
      ...carry(topical, lexicon),
      ...fromAnswer(last),
    ],
    ...(staysOn || isAdverbial || isElliptical
      ? { focus: points ? things : named }
      : { unsaid: full, ...(now === '' ? {} : { sides: [things, now] }) }),
  };
};
