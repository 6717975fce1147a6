/**
 * The standalone query: what a question means once the conversation before it is taken into account.
 * The rules, in the order in which they are tried, are explained in DESIGN.md, "Follow-ups".
 */
import type { PastTurn } from '../domain.ts';
import type { CarriedText } from '../retrieval/retrieve.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { terms } from '../text/tokenize.ts';
import { carry, claimOf, fromAnswer } from './carried.ts';
import { isEmpty, isProperty, readPointing } from './pointing.ts';
import { earlierTurn, readCorrection, readReference, readReturn, topicOf, turnAbout } from './refer.ts';
import {
  aboutInstead,
  definedInstead,
  entities,
  gistOf,
  uniqueWords,
  withThings,
  wordCount,
} from './rewrite.ts';
import { namesWhole } from './whole.ts';

/** Which rule made a question standalone; shown in the trace. */
export type QueryRule =
  /** It stands alone. */
  | 'as asked'
  /** "what about the other one?", "and the first?": the question before, about the thing referred to. */
  | 'other thing'
  /** "and for ML?", "no, I meant ML": the question before, about the thing named now. */
  | 'same question'
  /** "why?", "which one then?": a question word put to the question before. */
  | 'question word'
  /** "and the maths?", "is it harder?", "how long?": what is asked now, about the thing talked of before. */
  | 'same thing'
  /** "back to the pay": an earlier question again. */
  | 'returned';

export interface StandaloneQuery {
  /** Self-contained form, for the model, the trace and later turns. */
  text: string;
  rule: QueryRule;
  /** The part of `text` whose words weigh full in the search; absent: all of it. */
  asked?: string;
  /** Words of earlier turns that are searched too, with what they weigh beside those asked now. */
  carried: CarriedText[];
  /** Words by which a follow-up names something of its own. */
  names?: string[];
  /** The turn it leans on. */
  dependsOn?: string;
  /** The question that `text` puts a further question word to; what the next follow-up builds on. */
  topic?: string;
  /** What a pronoun of the question stands for, where the lexicon names no thing. */
  focus?: string;
  /** What "and X?" leaves unsaid, where the lexicon names no thing. */
  unsaid?: string;
}

/** Weight of what was talked of before, beside the words of a follow-up that names something itself, or does not. */
const GIST = { naming: 0.5, asking: 1, aspect: 0.3 };
/** A fragment with no more content words than this leans on the question before, unless it names its thing. */
const FEW_WORDS = 2;
/** A message of more words than this that names only a thing is a question of its own. */
const SHORT = 5;

/** The same for "for both?", the names of all things included. */
const WHOLE_WORDS = 9;

/** Openings that leave the topic. */
const NEW_TOPIC =
  /\b(?:different|another|new|other) (?:topic|question|subject|thing entirely)\b|\bby the way\b|\bbtw\b|\bsomething else\b|\bchang(?:e|ing) (?:the )?(?:topic|subject)\b|\bunrelated\b/i;
/** Words that open a whole question, which can stand alone however short. */
const OPENS_QUESTION =
  /^(?:what|who|where|when|which|why|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|tell|explain|define)\b/i;
/** "Tell me about ML" is asked of the thing it names, whatever came before. */
const ASKS_ABOUT =
  /^\W*(?:(?:ok|okay|so|please)\W+)?(?:tell me|explain|describe|define|what (?:is|are)|what['’]?s|who (?:is|are))\b/i;
/** These are put to what was just claimed: "why?", "like what?". */
const CLAIMS = /\b(?:why|how (?:come|so)|because|reason|mean|like what|in what way|such as)\b/i;
/** It asks by words of its own, and not by those of the question before. */
const OWN_ASKS = /\b(?:why|how|when|where|who|what|which)\b/i;
/** "Which one?" chooses; "for both?" asks the same of all. */
const CHOOSES = /\b(?:which|either|neither)\b/i;
/** "I am 47" is about age, whatever else it says. */
export const AGE =
  /\b(?:i['’]?m|i am|aged?|at) [2-7]\d\b(?!\s*(?:%|percent|hours|weeks|months|years of|questions))/i;

/** Openings that only answer the turn before: "fine.", "ok good,". */
const OPENING =
  /^(?:(?:ok|okay|fine|good|great|cool|thanks|thank you|right|alright|i see|got it|hm+|oh|ah|nice|perfect|interesting|sure|yes|no|yeah|well)[,.!;…]+\s*|(?:ok|okay|hm+|oh|ah)\s+)+(?=\S+\s+\S)/i;
/** A sentence that waves something away. */
const REJECTS = /\b(?:don['’]?t|do not|not|never) (?:want|like|care about|interested in|need|looking for)\b/i;

/** The message without an opening that asks nothing, and without a thing that is waved away before another is asked about. */
function withoutOpening(question: string, lexicon: Lexicon): string {
  const text = question.replace(OPENING, '');
  const sentences = text.split(/(?<=[.!;])\s+/);
  const asks = sentences.slice(1).join(' ');
  const isRejected = REJECTS.test(sentences[0] ?? '') && !(sentences[0] ?? '').includes('?');
  return isRejected && entities(lexicon, asks).length > 0 ? asks : text;
}

/** Works out what a question leans on, and what it means by itself. */
export function toStandaloneQuery(
  question: string,
  past: readonly PastTurn[],
  lexicon: Lexicon,
): StandaloneQuery {
  const topical = past.filter(({ outcome }) => outcome === 'answered' || outcome === 'abstained');
  const last = topical.findLast(({ outcome }) => outcome === 'answered') ?? topical.at(-1);
  question = withoutOpening(question, lexicon);
  const returned = last && readReturn(question);
  const earlier = returned && earlierTurn(returned.to, topical);
  if (earlier) return { text: topicOf(earlier), rule: 'returned', carried: [], dependsOn: earlier.turnId };
  if (returned?.asks !== undefined) {
    const isNamed = entities(lexicon, returned.asks).length > 0;
    question = isNamed ? returned.asks : `${returned.asks} (${returned.to})`;
  } else if (returned) return goBack(question, returned.to, topical, lexicon);

  const whole = namesWhole(question, last, lexicon);
  question = whole ?? question;
  if (AGE.test(question)) question = `${question.replace(/\b[2-7]\d\b/, '')} (age)`;
  if (!last || NEW_TOPIC.test(question)) return { text: question, rule: 'as asked', carried: [] };
  const corrected = readCorrection(question);
  question = corrected ?? question;

  const topic = topicOf(last);
  const before = entities(lexicon, topic);
  const depends = (text: string, rule: QueryRule, more: Partial<StandaloneQuery> = {}): StandaloneQuery => ({
    text,
    rule,
    carried: [],
    dependsOn: last.turnId,
    ...more,
  });

  const referred =
    entities(lexicon, question).length === 0 ? readReference(question, topical, lexicon) : undefined;
  if (referred) {
    const [thing] = entities(lexicon, referred.name);
    // Of a question about several things, one of them is a question of its own.
    const text =
      !referred.isAll || before.length > 1
        ? referred.text
        : thing
          ? aboutInstead(lexicon, topic, [thing])
          : `${referred.name} (${gistOf(last, topic, lexicon).named})`;
    return depends(
      text,
      'other thing',
      thing ? {} : { asked: referred.isAll ? referred.name : text, carried: carry(topical, lexicon) },
    );
  }

  const things = entities(lexicon, question);
  const content = terms(question).filter(({ word }) => !isEmpty(word));
  const named = lexicon.mentions(question).filter(({ concept }) => concept.isEntity);
  const own = content.filter(
    ({ start }) => !named.some((mention) => mention.start <= start && start < mention.end),
  );
  const { leads, softly, points, isElliptical, isAdverbial, hasVerb } = readPointing(
    question,
    things.length > 0,
  );
  const isThing =
    own.length === 0 && things.length > 0 && (!points || corrected !== undefined || whole !== undefined);
  const goesOn = leads || corrected !== undefined;
  if (
    isThing &&
    (goesOn ||
      (wordCount(question) <= SHORT && things.length === 1 && !ASKS_ABOUT.test(question)) ||
      (whole !== undefined && wordCount(whole) <= WHOLE_WORDS && !CHOOSES.test(question)))
  ) {
    return depends(aboutInstead(lexicon, topic, things), 'same question');
  }
  if (own.length === 0 && things.length === 0) {
    const { named: gist } = gistOf(last, topic, lexicon);
    const names = before.map(({ name }) => name).join(' and ');
    return depends(`${question} (${topic})`, 'question word', {
      topic,
      asked: `${question} (${names})`,
      carried: [
        { text: gist, weight: GIST.asking },
        { text: topic, weight: GIST.naming },
        ...(CLAIMS.test(question) ? claimOf(last) : []),
      ],
    });
  }
  const defined =
    leads && before.length === 0 && things.length === 0 ? definedInstead(question, topic, own) : undefined;
  if (defined !== undefined) return depends(defined, 'same question');

  const asksOnly = things.length === 0 && own.every(({ word }) => isProperty(word));
  const fragment = own.length <= (before.length > 0 ? FEW_WORDS : 1) && !OPENS_QUESTION.test(question.trim());
  const leans =
    things.length === 0
      ? goesOn || points || asksOnly || isElliptical || fragment || (softly && own.length <= FEW_WORDS)
      : ((goesOn && !hasVerb) || points) && own.length <= 1;
  if (!leans) return { text: question, rule: 'as asked', carried: [] };

  // Where the owner says which things the topic tells apart, they carry the thread; the words of the question before only
  // where nothing else is named: they would mislead beside a new aspect.
  const names = own.flatMap(({ word }) => (isProperty(word) ? [] : [word]));
  const keepsAspect = asksOnly || points || isElliptical || isAdverbial || corrected !== undefined;
  if (things.length > 0 && before.length > 0 && (whole !== undefined || !points))
    return depends(question, 'same thing', { carried: [...carry(topical, lexicon), ...fromAnswer(last)] });
  if (things.length === 0 && before.length > 0) {
    const gist = gistOf(last, topic, lexicon).named;
    const text = withThings(question, before);
    if (!keepsAspect || gist === '') return depends(text, 'same thing', { names });
    return depends(`${text} (${gist})`, 'same thing', {
      asked: text,
      names,
      carried: [{ text: gist, weight: isAdverbial ? GIST.naming : GIST.aspect }],
    });
  }
  const { asks, named: gist } = gistOf(last, topic, lexicon);
  if (gist === '') return { text: question, rule: 'as asked', carried: [] };
  const staysOn = (points || asksOnly) && whole === undefined;
  const unsaid = typeof last.memory?.unsaid === 'string' ? last.memory.unsaid : '';
  const full = staysOn ? gist : uniqueWords(`${OWN_ASKS.test(question) ? '' : asks} ${gist} ${unsaid}`);
  return depends(`${question} (${full})`, 'same thing', {
    asked: question,
    names,
    carried: [
      { text: full, weight: staysOn ? GIST.asking : GIST.naming },
      ...carry(topical, lexicon),
      ...fromAnswer(last),
    ],
    ...(staysOn || isAdverbial || isElliptical ? { focus: gist } : { unsaid: full }),
  });
}

/** "Back to the pay": the latest question about it again; what was never talked of is asked as it stands. */
function goBack(
  question: string,
  to: string,
  topical: readonly PastTurn[],
  lexicon: Lexicon,
): StandaloneQuery {
  const name = readReference(to, topical, lexicon)?.name ?? to;
  const turn = turnAbout(name, topical, lexicon);
  if (!turn) return { text: name === '' ? question : name, rule: 'as asked', carried: [] };
  return { text: topicOf(turn), rule: 'returned', carried: [], dependsOn: turn.turnId };
}
