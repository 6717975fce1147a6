/** The rules by which a question leans on what was said before it, in the order in which they are tried. */
import { wayOf } from '../answer/rules/direction.ts';
import { terms, words } from '../text/tokenize.ts';
import { FEW_WORDS, GIST, type Rule } from './asking.ts';
import { carry, claimOf } from './carried.ts';
import { alternatives, readReference, sidesOf, sidesTalkedOf } from './refer.ts';
import {
  aboutInstead,
  askedInstead,
  definedInstead,
  entities,
  gistOf,
  sideInstead,
  wordCount,
} from './rewrite.ts';
import { inMyCase, inThatCase, sameGist, sameThing } from './same-thing.ts';

/** A message of more words than this that names only a thing is a question of its own. */
const SHORT = 5;
/** The same for "for both?", the names of all things included. */
const WHOLE_WORDS = 9;

/** "Tell me about ML" is asked of the thing it names, whatever came before. */
const ASKS_ABOUT =
  /^\W*(?:(?:ok|okay|so|please)\W+)?(?:tell me|explain|describe|define|what (?:is|are)|what['’]?s|who (?:is|are))\b/i;
/** "Why not for ML?" asks by a word of its own. */
const ASKS_ITSELF = /\b(?:why|where|when|who|how(?! about))\b/i;
/** These are put to what was just claimed: "why?", "like what?". */
const CLAIMS = /\b(?:why|how (?:come|so)|because|reason|mean|like what|in what way|such as)\b/i;
/** "Which one?" chooses; "for both?" asks the same of all. */
const CHOOSES = /\b(?:which|either)\b|\bneither \w/i;
/** "Both", "which of them", "compare them": the two things that were just talked of one after the other. */
const BOTH =
  /\b(?:(?:which|both|either|neither|none|one) of (?:them|these|those)|between (?:them|these)|compare (?:them|these|those)|(?:difference|differ)\b.{0,20}\b(?:them|these)|both|the two)\b|^\W*(?:(?:so|and|but|ok|okay|then|well)\W+)*(?:which (?:one|is|should|would|do)|neither|either)\b/i;

/** "How do the two differ?" asks something of both, and not what was asked of each. */
const SETS_APART = /\b(?:differ\w*|compar\w*|versus|vs)\b/i;

/** "And the other way round?", "is the reverse easier?": the way back. */
const WAY_BACK =
  /\b(?:the |that )?(?:other way(?: a?round)?|opposite (?:direction|way)|reverse|way back)\b|\bvice versa\b/i;

/** The question before, from the second of its two things to the first. */
const wayBack: Rule = ({ question, topic, things, own, lexicon }) => {
  if (things.length > 0 || !WAY_BACK.test(question) || !wayOf(topic, lexicon)) return undefined;
  const mentions = lexicon.mentions(topic).filter(({ concept }) => concept.isEntity);
  const [from, to] = mentions;
  if (!from || !to || mentions.length !== 2 || from.concept === to.concept) return undefined;
  const turned = `${topic.slice(0, from.start)}${to.concept.name}${topic.slice(from.end, to.start)}${from.concept.name}${topic.slice(to.end)}`;
  const way = new Set(words(WAY_BACK.exec(question)?.[0] ?? '').map(({ word }) => word));
  const asked = own.filter(({ word }) => !way.has(word)).map(({ word }) => word);
  const text = asked.length > 0 ? `${turned} (${asked.join(' ')})` : turned;
  return { text, rule: 'other thing', topic: turned, carried: [] };
};

/** "What about the other one?", "and the first?": the question before, about the thing referred to. */
const otherThing: Rule = ({ question, topical, last, topic, before, things: named, lexicon }) => {
  const referred = named.length === 0 ? readReference(question, topical, lexicon) : undefined;
  if (!referred) return undefined;
  const [thing] = entities(lexicon, referred.name);
  // Of a question about several things, one of them is a question of its own.
  if (referred.isAll && before.length <= 1) {
    const sides = sidesOf(last) ?? alternatives(last.question) ?? [];
    const instead = thing
      ? aboutInstead(lexicon, topic, [thing])
      : sideInstead(
          topic,
          sides.filter((side) => side !== referred.name),
          referred.name,
        );
    const text = instead ?? `${referred.name} (${gistOf(last, topic, lexicon).named})`;
    return thing
      ? { text, rule: 'other thing', carried: [] }
      : {
          text,
          rule: 'other thing',
          asked: instead ?? referred.name,
          carried: carry(topical, lexicon),
          sides,
        };
  }
  const { text, name } = referred;
  return thing
    ? { text, rule: 'other thing', carried: [] }
    : { text, rule: 'other thing', asked: text, carried: carry(topical, lexicon), focus: name };
};

/** "Both?", "which of them is cheaper?", where two things without a place in the lexicon were talked of. */
const bothSides: Rule = ({ question, topical, last, topic, things, own, lexicon }) => {
  const sides = sidesTalkedOf(topical, lexicon);
  if (!sides || !BOTH.test(question)) return undefined;
  if (things.length > 0 && !/\bof (?:them|these|those|the two)\b/i.test(question)) return undefined;
  const names = sides.join(' and ');
  const isAlone =
    own.length === 0 && things.length === 0 && !CHOOSES.test(question) && !SETS_APART.test(question);
  const text = isAlone ? sideInstead(topic, sides, names) : undefined;
  return {
    text: text ?? `${question} (${sides.join(' or ')})`,
    rule: text === undefined ? 'same thing' : 'same question',
    ...(text === undefined ? { asked: `${question} (${names})` } : {}),
    carried: [{ text: gistOf(last, topic, lexicon).named, weight: GIST.aspect }],
    focus: names,
    sides,
  };
};

/** "And for ML?", "no, I meant ML": the question before, about the thing named now. */
const sameQuestion: Rule = ({ question, topic, things, own, pointing, whole, isCorrected, lexicon }) => {
  if (own.length > 0 || things.length === 0) return undefined;
  if (pointing.points && !isCorrected && whole === undefined) return undefined;
  if (ASKS_ITSELF.test(question) && !isCorrected && whole === undefined) return undefined;
  // "For both?" names several things in a circumstance; "A or B?" is a question of its own.
  const isShort =
    things.length === 1
      ? wordCount(question) <= SHORT && !ASKS_ABOUT.test(question)
      : pointing.isAdverbial && !/\bor\b/i.test(question);
  const isWhole = whole !== undefined && wordCount(whole) <= WHOLE_WORDS && !CHOOSES.test(question);
  if (!pointing.leads && !isCorrected && !isShort && !isWhole) return undefined;
  return { text: aboutInstead(lexicon, topic, things), rule: 'same question', carried: [] };
};

/** "Why?", "which one then?": a question word put to the question before. */
const questionWord: Rule = ({ question, topic, last, before, things, own, pointing, lexicon }) => {
  if (own.length > 0 || things.length > 0) return undefined;
  const { named } = gistOf(last, topic, lexicon);
  const { focus, topic: askedOf } = last.memory ?? {};
  // "What should I do instead?", "how many of them?": what the answer brought, since no question named it.
  const isOfAnswer = pointing.points && typeof askedOf === 'string';
  // "Is it the same as Y?", "how do I get good at it?": the same pronoun stands for the same thing.
  if (pointing.points && typeof focus === 'string' && !isOfAnswer && !CLAIMS.test(question))
    return {
      text: `${question} (${focus})`,
      rule: 'same thing',
      asked: question,
      carried: [
        { text: focus, weight: GIST.asking },
        { text: topic, weight: GIST.naming },
      ],
      focus,
    };
  // "What is X?", "do I need it?": needed is X, and nothing is asked of what it is.
  const isOfThing = pointing.points && ASKS_ABOUT.test(topic) && named !== '' && !CLAIMS.test(question);
  return {
    text: isOfThing ? `${question.trim().replace(/[?!.]$/, '')} (${named})` : `${question} (${topic})`,
    rule: 'question word',
    topic,
    asked: `${question} (${before.map(({ name }) => name).join(' and ')})`,
    carried: [
      { text: named, weight: GIST.asking },
      { text: topic, weight: GIST.naming },
      ...(CLAIMS.test(question) ? claimOf(last) : []),
      ...(isOfAnswer ? claimOf(last, GIST.asking) : []),
    ],
    ...(typeof focus === 'string' ? { focus } : {}),
  };
};

/** "What is X?", "and Y?": what is Y? "Folding, how long?", "no, I meant kneading": kneading, how long? */
const otherName: Rule = ({
  question,
  topic,
  topical,
  last,
  before,
  things,
  own,
  pointing,
  isCorrected,
  lexicon,
}) => {
  if (things.length > 0) return undefined;
  if (pointing.leads) {
    const other = askedInstead(question, topic, own, lexicon);
    if (other !== undefined) return { text: other, rule: 'same question', carried: [] };
  }
  if (before.length > 0) return undefined;
  const old = gistOf(last, topic, lexicon).things;
  if (pointing.leads) {
    const text = definedInstead(question, topic, own);
    const now = own.map(({ word }) => word).join(' ');
    if (text !== undefined) return { text, rule: 'same question', carried: [], sides: [old, now] };
  }
  if (!isCorrected) return undefined;
  const sides = topical.map((turn) => sidesOf(turn) ?? alternatives(turn.question)).findLast((two) => two);
  const meant = sides?.find((side) => terms(side).every(({ term }) => own.some((one) => one.term === term)));
  if (!sides || meant === undefined || own.length > FEW_WORDS) return undefined;
  const text = sideInstead(
    topic,
    sides.filter((side) => side !== meant),
    meant,
  );
  return text === undefined ? undefined : { text, rule: 'same question', carried: [], sides };
};

const WHO_IS_IT = /^\W*(?:(?:and|so|but|ok|okay|wait)\W+){0,2}who(?:['’]?s| is| was) (?:he|she)\W*$/i;
/** A name within a sentence, where a capital says so. */
const NAME = /(?<=\p{Ll}[,;]? )\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)*/u;

/** "Who is he?": whoever the last answer named. */
const whoIsIt: Rule = ({ question, last }) => {
  const name = WHO_IS_IT.test(question) ? NAME.exec(last.answer)?.[0] : undefined;
  return name === undefined
    ? undefined
    : { text: `who is ${name}?`, rule: 'same thing', carried: [], focus: name };
};

export const RULES: readonly Rule[] = [
  wayBack,
  whoIsIt,
  otherThing,
  bothSides,
  sameQuestion,
  questionWord,
  otherName,
  inThatCase,
  inMyCase,
  sameThing,
  sameGist,
];
