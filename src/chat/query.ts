/**
 * The standalone query: what a question means once the conversation before it is taken into account.
 * The rules, in the order in which they are tried, are explained in DESIGN.md, "Follow-ups".
 */
import type { PastTurn } from '../domain.ts';
import type { CarriedText } from '../retrieval/retrieve.ts';
import type { Lexicon } from '../text/lexicon.ts';
import { terms } from '../text/tokenize.ts';
import { isAboutChat } from '../understanding/self.ts';
import type { Asking } from './asking.ts';
import { RULES } from './leaning.ts';
import { withoutOpening } from './openings.ts';
import { isEmpty, readPointing } from './pointing.ts';
import { earlierTurn, readCorrection, readReference, readReturn, topicOf, turnAbout } from './refer.ts';
import { entities } from './rewrite.ts';
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
  /** "and without a degree?", "even if it rains?": the question before, in the case named now. */
  | 'in that case'
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
  /** What a pronoun of the question, and the next one, stands for, where that is no thing of the lexicon. */
  focus?: string;
  /** What "and X?" leaves unsaid, where the lexicon names no thing. */
  unsaid?: string;
  /** The thing talked of before and the one put in its place: what "both" and "the first one" mean next. */
  sides?: string[];
}

/** Openings that leave the topic. */
const NEW_TOPIC =
  /\b(?:different|another|new|other) (?:topic|question|subject|thing entirely)\b|\bby the way\b|\bbtw\b|\bsomething else\b|\bchang(?:e|ing) (?:the )?(?:topic|subject)\b|\bunrelated\b/i;
/** "I am 47" is about age, whatever else it says. */
export const AGE =
  /\b(?:i['’]?m|i am|aged?|at|after|past|over|beyond|(?:am|['’]?m) an? [\w -]{3,30},) [2-7]\d\b(?!\s*(?:%|percent|hours|weeks|months|years of|questions))/i;

/** In "back to the pay: do they publish it?" this stands for what is returned to. */
const STANDS_FOR = /\b(?:it|that|this)(?=\W*$)/i;

/** Works out what a question leans on, and what it means by itself. */
export function toStandaloneQuery(
  question: string,
  past: readonly PastTurn[],
  lexicon: Lexicon,
): StandaloneQuery {
  const topical = past.filter(({ outcome }) => outcome === 'answered' || outcome === 'abstained');
  const last = topical.findLast(({ outcome }) => outcome === 'answered') ?? topical.at(-1);
  const opened = withoutOpening(question, lexicon);
  const back = last && askedOfEarlier(opened, topical);
  if (back) return toStandaloneQuery(back.asks, back.topical, lexicon);
  const returned = last && goBack(opened, topical, lexicon);
  if (typeof returned === 'object') return returned;
  const asked = returned ?? opened;
  const whole = namesWhole(asked, last, topical, lexicon);
  // Only an owner's lexicon knows what an age means for the topic; without one the number itself tells more.
  const aged = lexicon.things.size > 0 ? withAge(whole ?? asked) : (whole ?? asked);
  if (!last || NEW_TOPIC.test(aged)) return { text: aged, rule: 'as asked', carried: [] };
  const corrected = readCorrection(aged);
  const asking = read(corrected ?? aged, {
    topical,
    last,
    lexicon,
    whole,
    isCorrected: corrected !== undefined,
  });
  const alone: StandaloneQuery = { text: asking.question, rule: 'as asked', carried: [] };
  // "Where do your answers come from?" names what it is about, though by no word of the topic.
  if (isAboutChat(asking.question) && !asking.pointing.points) return alone;
  for (const rule of RULES) {
    const query = rule(asking);
    if (query) return { ...query, dependsOn: last.turnId };
  }
  return alone;
}

function withAge(question: string): string {
  return AGE.test(question) ? `${question.replace(/\b[2-7]\d\b/, '')} (age)` : question;
}

/** "The two" counts what is named. */
const NUMBERS = /^(?:two|three|four)$/;

/** What the rules look at. */
function read(
  question: string,
  known: Pick<Asking, 'topical' | 'last' | 'lexicon' | 'whole' | 'isCorrected'>,
): Asking {
  const { last, lexicon } = known;
  const things = entities(lexicon, question);
  const named = lexicon.mentions(question).filter(({ concept }) => concept.isEntity);
  const topic = topicOf(last);
  return {
    ...known,
    question,
    topic,
    before: entities(lexicon, topic),
    things,
    own: terms(question).filter(
      ({ word, start }) =>
        !isEmpty(word) &&
        !(known.whole !== undefined && NUMBERS.test(word)) &&
        !named.some((mention) => mention.start <= start && start < mention.end),
    ),
    pointing: readPointing(question, things.length > 0),
  };
}

/** "Back to the first question: why?" asks of that turn. */
function askedOfEarlier(
  question: string,
  topical: readonly PastTurn[],
): { asks: string; topical: readonly PastTurn[] } | undefined {
  const { to = '', asks } = readReturn(question) ?? {};
  const earlier = asks === undefined ? undefined : earlierTurn(to, topical);
  if (!earlier || asks === undefined) return undefined;
  return { asks, topical: topical.slice(0, topical.indexOf(earlier) + 1) };
}

/**
 * "Back to the pay": the latest question about it again. @returns the question to go on with where one is put to what is
 * returned to; undefined where nothing is.
 */
function goBack(
  question: string,
  topical: readonly PastTurn[],
  lexicon: Lexicon,
): StandaloneQuery | string | undefined {
  const returned = readReturn(question);
  if (!returned) return undefined;
  const { to, asks, isAgain } = returned;
  const earlier = earlierTurn(to, topical);
  if (earlier) return again(earlier);
  if (asks !== undefined)
    return entities(lexicon, asks).length > 0 && !STANDS_FOR.test(asks)
      ? asks
      : `${asks.replace(STANDS_FOR, to)} (${to})`;
  const name = readReference(to, topical, lexicon)?.name ?? to;
  const turn = turnAbout(name, topical, lexicon);
  if (turn) return again(turn);
  if (isAgain) return undefined;
  const [first] = topical;
  if (first && /^(?:the |my )?first one\b/i.test(to)) return again(first);
  return { text: name === '' ? question : name, rule: 'as asked', carried: [] };
}

function again(turn: PastTurn): StandaloneQuery {
  return { text: topicOf(turn), rule: 'returned', carried: [], dependsOn: turn.turnId };
}
