/** Follow-ups that ask something new about what was talked of: "and the maths?", "is it harder?", "how long?". */
import { asksOnly, GIST, leans, ownNames, type Rule } from './asking.ts';
import { carry, fromAnswer } from './carried.ts';
import { gistOf, uniqueWords, withThings } from './rewrite.ts';

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
  const { points, isElliptical, isAdverbial } = pointing;
  const names = ownNames(own);
  const focus = typeof last.memory?.focus === 'string' ? last.memory.focus : undefined;
  if (focus !== undefined && (points || asksOnly(own))) {
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
    const named = own.map(({ word }) => word).join(' ');
    return { text, rule: 'same thing', carried: [], names, ...(names.length > 0 ? { focus: named } : {}) };
  }
  return {
    text: `${text} (${gist})`,
    rule: 'same thing',
    asked: text,
    names,
    carried: [{ text: gist, weight: isAdverbial ? GIST.naming : GIST.aspect }],
  };
};

/** The same where the lexicon names nothing that was talked of: the gist of the question before carries the thread. */
export const sameGist: Rule = (asking) => {
  const { question, topic, topical, last, own, pointing, whole, lexicon } = asking;
  if (!leans(asking)) return undefined;
  const { points, isElliptical, isAdverbial } = pointing;
  const { asks, named, things } = gistOf(last, topic, lexicon);
  if (named === '') return undefined;
  const names = ownNames(own);
  const staysOn = (points || asksOnly(own)) && whole === undefined;
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
