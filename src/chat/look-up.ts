/** From a question to what is known of it: its act, its standalone query, the passages found, and whether they carry it. */
import type { AnswerTask } from '../answer/answerer.ts';
import { borderOf, findGap, type Gap } from '../answer/covered.ts';
import type { PastTurn } from '../domain.ts';
import type { Found, Retriever, Search } from '../retrieval/retrieve.ts';
import { stem, terms } from '../text/tokenize.ts';
import type { Trace } from '../trace.ts';
import { type Act, isOnLastAnswer } from '../understanding/acts.ts';
import { splitQuestions } from '../understanding/parts.ts';
import { premiseOf } from '../understanding/premise.ts';
import { lastQuestion, questionType } from '../understanding/question.ts';
import { asksReason } from '../understanding/reactions.ts';
import { isAboutChat } from '../understanding/self.ts';
import { asksTheSame, carriedBy, known, nearbyOf } from './earlier.ts';
import { withImplied } from './implied.ts';
import { askedOfDocument } from './of-document.ts';
import { isProperty } from './pointing.ts';
import { premiseTask } from './premise-task.ts';
import type { StandaloneQuery } from './query.ts';
import { namingBoth } from './rewrite.ts';
import { threadOf } from './thread.ts';
import { toSearch } from './to-search.ts';
import { withoutTold } from './told.ts';
import { queryDetail, retrieveDetail } from './trace-details.ts';
import { isOfSides } from './whole.ts';

export interface LookedUp {
  task: AnswerTask;
  query: StandaloneQuery;
  found: Found;
  /** Whether there is something to answer, so that a model may be asked. */
  isAnswerable: boolean;
}

/** What an experiment may change; absent, everything is as visitors get it. */
export interface LookUpTuning {
  /** Passages to answer from. */
  top?: number;
  /** Log odds from which a question counts as covered. */
  coveredFrom?: number;
  /** Asks with no passages at all, so that one sees what they are worth. */
  withoutRetrieval?: boolean;
}

export interface LookUpInput {
  /** Whose question it is, and what ends the wait for its meaning. Default: nobody's, and nothing. */
  asking?: { signal: AbortSignal; visitor?: string };
  question: string;
  act: Act;
  past: readonly PastTurn[];
  search: Retriever;
  /** What the visitor stated of herself, in one line. */
  profile?: string;
  /** Where she says she starts, e.g. "back-end developer". */
  background?: string;
  tuning?: LookUpTuning;
  trace?: Trace;
  /** Whether there is a model, which may be given what words do not carry. Default: there is none. */
  hasModel?: boolean;
}

/** What words find, and by which search. */
interface Looked {
  searched: Search;
  found: Found;
  gap: Gap | undefined;
}

/** Looks a message up. A second question in it becomes `task.also`, and leans on the first where it must. */
export async function lookUp(input: LookUpInput): Promise<LookedUp> {
  const [first = input.question, second] = input.act === 'question' ? splitQuestions(input.question) : [];
  const one = { ...input, question: first };
  const words = byWords(one);
  if (second === undefined) return withMeaning(one, words);
  const asked: PastTurn = {
    turnId: '',
    question: first,
    answer: '',
    answerer: 'rules',
    outcome: 'answered',
    citations: [],
    standaloneQuery: words.query.text,
  };
  const other = { ...input, question: second, past: [...input.past, asked] };
  // Both wait for their vectors at the same time.
  const [looked, also] = await Promise.all([withMeaning(one, words), withMeaning(other, byWords(other))]);
  // "What did X study, and where did he work?": who X is has to be known first.
  const { gap } = looked.task;
  if (gap && also.query.dependsOn === asked.turnId) also.task = { ...also.task, gap };
  return {
    ...looked,
    task: { ...looked.task, question: input.question, also: { ...also.task, past: input.past } },
    isAnswerable: looked.isAnswerable || also.isAnswerable,
  };
}

/** What words alone find for one question. `done` ends the step that `withMeaning` goes on with. */
function byWords(input: LookUpInput) {
  const { question, act, past, search, tuning = {}, trace } = input;
  const asked = trace?.start('query');
  const answered = past.findLast(({ outcome }) => outcome === 'answered');
  // These are put to the last answer, and search for what it was about.
  const last = isOnLastAnswer(act) ? answered : undefined;
  const named = isOfSides(question, past, search.lexicon) ? question : namingBoth(question, search.lexicon);
  const read = (turns: readonly PastTurn[]) => withImplied(withoutTold(named, turns, search), input);
  const newest: StandaloneQuery = last
    ? { text: last.standaloneQuery, rule: 'as asked', carried: [], dependsOn: last.turnId }
    : read(past);
  asked?.(() => queryDetail(question, newest, past));
  const done = trace?.start('retrieve');
  const { query, ...looked } = tuning.withoutRetrieval
    ? { query: newest, ...nothing(search, newest) }
    : carriedBy(newest, { past, read, look: (one) => find(search, one, tuning) });
  return { query, looked, answered, last, done };
}

async function withMeaning(
  input: LookUpInput,
  { query, looked, answered, last, done }: ReturnType<typeof byWords>,
): Promise<LookedUp> {
  const { question, act, past, search, profile, tuning = {}, asking = NOBODY } = input;
  const claim = act === 'question' && !last ? premiseOf(question) : undefined;
  const isAsked = act === 'question' || last !== undefined;
  const { gap } = looked;
  const ofDocument = isAsked ? askedOfDocument(question, past, search.knowledge) : undefined;
  const meaning =
    isAsked && !tuning.withoutRetrieval && canMeaningHelp(input, looked, query)
      ? await search.meaningOf?.(query.text, asking)
      : undefined;
  const isMeant = meaning?.isClose === true && gap !== undefined;
  // The rules abstain by words, so they are given what words find; see DESIGN.md.
  const found =
    meaning && (!gap || isMeant)
      ? { ...looked.found, hits: search.search({ ...looked.searched, meaning }).hits }
      : looked.found;
  done?.(() => {
    const coveredFrom = borderOf(query.text, found, search.lexicon, tuning.coveredFrom);
    return retrieveDetail({ query, found, gap, search, coveredFrom, meaning });
  });
  return {
    task: {
      question,
      standaloneQuery: query.text,
      // What the knowledge does not tell of the chat is told in one fixed sentence.
      act: gap && act === 'question' && isAboutChat(question) ? 'identity' : act,
      type: questionType(last || asksTheSame(query) ? query.text : question),
      past,
      hits:
        answered && (last || asksReason(question))
          ? threadOf(past, found.hits, search.knowledge)
          : found.hits,
      terms: found.terms,
      lexicon: search.lexicon,
      nearby: last ? undefined : nearbyOf(query, question, past),
      ...(profile ? { profile } : {}),
      ...(gap ? { gap } : {}),
      ...(ofDocument ? { ofDocument } : {}),
      ...(claim === undefined ? {} : { premise: premiseTask(claim, search) }),
    },
    query,
    found,
    isAnswerable: isAsked && !ofDocument && (!gap || isMeant),
  };
}

const NOBODY = { signal: new AbortController().signal };

/**
 * Whether the meaning could change what is answered. Of what words do not carry, it may hand on to the model what is put in
 * other words; not what the owner declares outside, what names something that stands nowhere, or asks for a thing, deed
 * or figure that is not told of: the nearest passage is near there as well.
 */
function canMeaningHelp(
  { question, hasModel = false }: LookUpInput,
  { found, gap }: Looked,
  query: StandaloneQuery,
): boolean {
  if (!gap) return true;
  if (!hasModel) return false;
  if (gap.reason !== 'little evidence' || isAboutChat(question)) return false;
  return found.evidence.unknownNames === 0 && !namesUnknown(query, found);
}

/**
 * Searches for the query. Where it is not covered, it is judged once more by other words: without those of earlier turns,
 * which may be about anything; and by the sentence of it that asks ("I am Priya, a nurse from Leeds. What ...?").
 */
function find(search: Retriever, query: StandaloneQuery, { top, coveredFrom }: LookUpTuning): Looked {
  const { text } = query;
  // A word of an earlier turn that nobody knows can find nothing now.
  const carried = query.carried.map((part) => ({ ...part, text: known(part.text, search) }));
  const size = top === undefined ? {} : { top };
  const searched = { ...toSearch({ ...query, carried }, search.lexicon), ...size };
  const found = search.search(searched);
  if (namesUnknown(query, found))
    return { searched, found, gap: { reason: 'little evidence', isNear: false } };
  const gap = findGap(text, found, search.lexicon, coveredFrom);
  // "Do they need a bigger pot?" may be answered by what is said of pots.
  const isProperties = gap?.reason === 'not told' && gap.words.every(isProperty);
  if (query.asked !== undefined && isProperties) return { searched, found, gap: undefined };
  if (gap?.reason !== 'little evidence') return { searched, found, gap };
  if (query.asked !== undefined) {
    const alone = search.search({ ...toSearch({ text, carried: [] }, search.lexicon), ...size });
    if (!findGap(text, alone, search.lexicon, coveredFrom)) return { searched, found, gap: undefined };
  }
  const asks = lastQuestion(text);
  if (asks === text || terms(asks).length < 2) return { searched, found, gap };
  const asking = { question: asks, carried, ...size };
  const alone = search.search(asking);
  return findGap(asks, alone, search.lexicon, coveredFrom)
    ? { searched, found, gap }
    : { searched: asking, found: alone, gap: undefined };
}

/** "In Germany?": a follow-up that adds only what the knowledge does not know is not answered from what it leans on. */
function namesUnknown({ names = [] }: StandaloneQuery, { terms: searched }: Found): boolean {
  const unknown = new Set(searched.flatMap(({ term, isUnknown }) => (isUnknown ? [term] : [])));
  return names.length > 0 && names.every((word) => unknown.has(stem(word)));
}

/** What a search would say of the question, with no passage kept. */
function nothing(search: Retriever, query: StandaloneQuery): Looked {
  const searched = toSearch(query, search.lexicon);
  return { searched, found: { ...search.search(searched), hits: [] }, gap: undefined };
}
