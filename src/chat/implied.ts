/** What a question searches for without saying it: where the visitor starts, the chat itself, advice on a choice. */
import type { PastTurn } from '../domain.ts';
import type { Retriever } from '../retrieval/retrieve.ts';
import { picksByProperty, questionType, splitTold } from '../understanding/question.ts';
import { isAboutChat } from '../understanding/self.ts';
import type { StandaloneQuery } from './query.ts';
import { topicOf } from './refer.ts';
import { entities, namingWords } from './rewrite.ts';

interface Asked {
  question: string;
  past: readonly PastTurn[];
  search: Retriever;
  /** Where the visitor says she starts, e.g. "back-end developer". */
  background?: string;
}

/** The query with all that it implies, as carried text. */
export function withImplied(query: StandaloneQuery, asked: Asked): StandaloneQuery {
  return withCheck(withChoice(withChat(withBackground(query, asked), asked), asked), asked);
}

/** Who wants to know whether something works tests it; the words of that, and their weight. */
const CHECK = { text: 'test measure', weight: 0.8, isHint: true };
const ASKS_CHECK =
  /\bhow\b.{0,40}\b(?:know|tell|see|check|find out|notice|be sure|make sure)\b (?:that |if |whether |when )?.{2,60}\b(?:works?|working|(?:is|are|was|gets?|got) (?:any )?(?:good|right|better|worse|correct|reliable|wrong)|improved?|improves|helps?|helped|(?:the )?(?:right|wrong) \w+)\W*$/i;

/** "How do they know that it works?" searches for how such a thing is tested as well. */
function withCheck(query: StandaloneQuery, { question }: Asked): StandaloneQuery {
  return ASKS_CHECK.test(question) ? { ...query, carried: [...query.carried, CHECK] } : query;
}

/** Words by which a folder that speaks of the chat names it, and their weight beside those of a question about it. */
const CHAT = { text: 'chatbot', weight: 0.4, isHint: true };

/** A question about the chat itself, or that leans on one, searches for what the knowledge says of it, if it says anything. */
function withChat(query: StandaloneQuery, { question, past, search }: Asked): StandaloneQuery {
  const leansOn = past.find(({ turnId }) => turnId === query.dependsOn);
  const isOfChat = isAboutChat(question) || (leansOn !== undefined && isAboutChat(topicOf(leansOn)));
  if (!isOfChat || search.search({ question: CHAT.text, top: 1 }).hits.length === 0) return query;
  return { ...query, carried: [...query.carried, CHAT] };
}

/** Words of advice on a choice, and their weight beside those of a question that names what it chooses between. */
const CHOICE = { text: 'choose suits', weight: 0.4, isHint: true };

/** "A or B for a small shop?" searches for what is said of choosing between them as well. */
function withChoice(query: StandaloneQuery, { question, search }: Asked): StandaloneQuery {
  const chooses =
    questionType(question) === 'choice' &&
    !picksByProperty(question) &&
    entities(search.lexicon, query.text).length > 1;
  return chooses ? { ...query, carried: [...query.carried, CHOICE] } : query;
}

/**
 * Weight of the visitor's background beside the words of a question about herself: little where that names much of its
 * own, in full where it asks about just that.
 */
const BACKGROUND_WEIGHT = { alone: 0.9, named: 0.5, crowded: 0.25, asked: 1 };
const PERSONAL = /\b(?:i|me|my|mine|i'm|im|i've|myself)\b/i;
/** "Would my experience count for anything?" */
const ASKS_BACKGROUND =
  /\bmy (?:\w+ )?(?:experience|background|past|old job|current job|profession|knowledge)\b/i;

/** A question about the visitor herself, or that leans on one, also searches for where she starts. */
function withBackground(
  query: StandaloneQuery,
  { question, past, background, search }: Asked,
): StandaloneQuery {
  if (background === undefined) return query;
  const leansOn = past.find(({ turnId }) => turnId === query.dependsOn)?.question ?? '';
  if (!PERSONAL.test(question) && !PERSONAL.test(leansOn)) return query;
  const { asks } = splitTold(question);
  const named = namingWords(asks, search.lexicon).length;
  const weight = ASKS_BACKGROUND.test(asks)
    ? BACKGROUND_WEIGHT.asked
    : named === 0
      ? BACKGROUND_WEIGHT.alone
      : named === 1
        ? BACKGROUND_WEIGHT.named
        : BACKGROUND_WEIGHT.crowded;
  return { ...query, carried: [...query.carried, { text: background, weight, isHint: true }] };
}
