/** "more", "shorter", "why?", "are you sure?", "says who?": the last answer, gone on with, put otherwise or accounted for. */
import type { Hit } from '../../domain.ts';
import type { OnLastAnswer } from '../../understanding/acts.ts';
import type { AnswerTask } from '../answerer.ts';
import { askedTerms, rankSentences } from './answer.ts';
import { choose, leans, USUAL } from './choose.ts';
import type { Statement } from './compose.ts';
import { PHRASES } from './phrases.ts';
import { readPassage } from './reading.ts';
import type { Said } from './rules.ts';
import { allOf, type SaidSentence, says, sentencesSaid, sideOfAnswer } from './said-before.ts';
import { isFragment, type ScoredSentence } from './select.ts';
import { withoutSide } from './side.ts';

/** Words of a sentence that is easily read. */
const EASY_WORDS = 16;
/** What "more" says at most. */
const MORE = { ...USUAL, maxSentences: 4 };
/** A sentence of another section must score at least this share of the best one to be more about the same. */
const NEIGHBOUR = 0.4;
/** Sentences that give a reason, an exception or an example, at most. */
const FEW = 3;

const GIVES_REASON =
  /\b(?:because|since|so that|therefore|due to|causes?|caused|reasons?|in order to|thus|hence|as a result|led to|leads to|otherwise|which is why|that is why|for (?:it|they|he|she) |as (?:it|they|the|there)\b)|^so\b/i;
/** "Why not?" is answered by what speaks against it as well. */
const SPEAKS_AGAINST = new RegExp(`${GIVES_REASON.source}|\\b(?:but|however|risk|danger|too)\\b`, 'i');
const MAKES_EXCEPTION =
  /\b(?:sometimes|some|not (?:all|every|always|everywhere|strictly|necessarily)|unless|except|exceptions?|although|though|but|however|while|whereas|may|might|often|usually|mostly|rarely|seldom|depends?|others?|only if|in (?:small|certain|rare)|differs?)\b/i;
const GIVES_EXAMPLE = /\b(?:for example|for instance|such as|e\.g\.|examples?)(?=\W|$)/i;

/** Goes on from the last answer, whose passages come first among the task's hits. */
export function goOn(task: AnswerTask, act: OnLastAnswer): Said {
  const last = task.past.findLast(({ outcome }) => outcome === 'answered');
  if (!last) return { lead: PHRASES.nothingBefore, statements: [], outcome: 'smalltalk' };
  const ranked = rankSentences(task);
  const said = sentencesSaid(last, task);
  // An answer in words of its own, a model's or a tool's, is stood for by the best there is about it.
  const known: readonly Statement[] = said.length > 0 ? said : ranked.slice(0, 1).map(toStatement);
  const claim = known.filter(({ text }) => !leans(text)).slice(0, 1);
  const [first = known[0]] = claim;
  const opening = first ? [first] : [];
  switch (act) {
    case 'more':
      return more(task, ranked);
    case 'shorter': {
      const lead = said.length === 1 ? PHRASES.shortest : sideOfAnswer(last);
      return answered(opening, lead);
    }
    case 'simpler':
      return answered(easiest(known, ranked), PHRASES.inShort);
    case 'repeat':
      return answered(known, sideOfAnswer(last));
    case 'doubt':
      return answered(opening, first && PHRASES.confirmed(placeOf(first)));
    case 'source':
      return answered(oneEach(known), first && PHRASES.source(first.from.hit.document.kind, sourceOf(first)));
    case 'exception':
      return withSign(task, ranked, MAKES_EXCEPTION) ?? answered(opening, PHRASES.noException);
    case 'example': {
      const fresh = unsaid(task, ranked);
      const found = withSign(task, ranked, GIVES_EXAMPLE);
      if (found) return found;
      return fresh.length > 0
        ? answered(fresh.slice(0, 2).map(toStatement), PHRASES.noExample)
        : nothingMore();
    }
  }
}

/**
 * "Why?", "why not?": the sentences near the last answer that give a reason, first those not said yet.
 * @returns undefined where no answer came before.
 */
export function giveReason(task: AnswerTask): Said | undefined {
  const last = task.past.findLast(({ outcome }) => outcome === 'answered');
  if (!last) return undefined;
  const ranked = rankSentences(task);
  const said = sentencesSaid(last, task);
  const best = ranked.find(({ text }) => says(last.answer, text));
  const claim = said.find(({ text }) => text === best?.text) ?? said[0];
  const sign = /\bnot\b/i.test(task.question) ? SPEAKS_AGAINST : GIVES_REASON;
  const told = task.past.map(({ answer }) => answer).join('\n');
  const near = (claim ? ranked.filter((one) => isNear(one, claim, task)) : ranked)
    .map((one) => {
      const kind = GIVES_REASON.test(one.text) ? 'given' : sign.test(one.text) ? 'against' : 'none';
      // The ranking has taken off something for having been said; a reason may be said again.
      const again = says(told, one.text) ? REASON.said[kind] : 0;
      return { ...one, score: one.score + REASON.for[kind] + again };
    })
    .sort((one, other) => other.score - one.score);
  const chosen = choose(near, askedTerms(task), { ...USUAL, maxSentences: FEW });
  if (chosen.some(({ text }) => sign.test(text))) return answered(chosen.map(toStatement));
  const fresh = chosen.filter(({ text }) => !says(told, text));
  return fresh.length > 0
    ? answered(fresh.map(toStatement), PHRASES.noReason)
    : { lead: PHRASES.noReasonAtAll, statements: [], outcome: 'abstained' };
}

/** What counts for a sentence that is to be a reason: what it gives, and that it was said already. */
const REASON = {
  for: { given: 0.6, against: 0.3, none: 0 },
  said: { given: 0, against: -0.5, none: -1.5 },
};

/** Words that a sentence of another passage must share with a claim to be a reason for it. */
const SHARED_WITH_CLAIM = 2;

/** Whether a sentence stands beside a claim, or speaks of what it speaks of. */
function isNear({ hit, terms }: ScoredSentence, claim: SaidSentence, { lexicon }: AnswerTask): boolean {
  const { passage } = claim.from.hit;
  if (hit.passage.id === passage.id) return true;
  const claimed = readPassage(claim.from.hit, lexicon).sentences[claim.index]?.terms ?? new Set<string>();
  return [...claimed].filter((term) => terms.has(term)).length >= SHARED_WITH_CLAIM;
}

/** What is said of the same question and holds a sign, unsaid sentences first; the claim itself where it holds it. */
function withSign(task: AnswerTask, ranked: readonly ScoredSentence[], sign: RegExp): Said | undefined {
  const last = task.past.findLast(({ outcome }) => outcome === 'answered');
  const signed = (list: readonly ScoredSentence[]) => list.filter(({ text }) => sign.test(text));
  const claim = signed(ranked.filter(({ text }) => last !== undefined && says(last.answer, text))).slice(
    0,
    1,
  );
  const fresh = signed(unsaid(task, ranked));
  const chosen = choose([...claim, ...fresh], askedTerms(task), { ...USUAL, maxSentences: FEW });
  return chosen.length === 0 ? undefined : answered(chosen.map(toStatement));
}

/** The unsaid sentences that are about the same, best first. */
function unsaid({ past }: AnswerTask, ranked: readonly ScoredSentence[]): ScoredSentence[] {
  const told = past.map(({ answer }) => answer).join('\n');
  const best = ranked[0]?.score ?? 0;
  return ranked.filter(({ text, score }) => score > 0 && score >= NEIGHBOUR * best && !says(told, text));
}

/** Says what was not said about the same, and goes on reading in its section where that is little. */
function more(task: AnswerTask, ranked: readonly ScoredSentence[]): Said {
  const chosen: Statement[] = choose(unsaid(task, ranked), askedTerms(task), MORE).map(toStatement);
  if (chosen.length < FEW) {
    const rest = restOfSection(task).filter(({ text }) => chosen.every((one) => one.text !== text));
    chosen.push(...rest.slice(0, FEW - chosen.length));
  }
  return chosen.length > 0 ? answered(chosen) : nothingMore();
}

/** The unsaid sentences of the passage that the answer opened with and of its section, in the order of reading. */
function restOfSection({ hits, lexicon, past }: AnswerTask): SaidSentence[] {
  const [first] = hits;
  const last = past.findLast(({ outcome }) => outcome === 'answered');
  // What a tool or a model said in words of its own has no place to read on from.
  if (!first || !last || sentencesSaid(last, { hits, lexicon }).length === 0) return [];
  const told = past.map(({ answer }) => answer).join('\n');
  return hits
    .filter((hit) => sectionOf(hit) === sectionOf(first))
    .flatMap((hit) => allOf(hit, lexicon))
    .filter(({ text }) => !says(told, text) && !isFragment(text));
}

const sectionOf = ({ passage }: Hit) => [passage.documentId, ...passage.headings].join('\n');

/** The best short sentences, of the last answer or else of what stands near it. */
function easiest(known: readonly Statement[], ranked: readonly ScoredSentence[]): Statement[] {
  const isEasy = ({ text }: Statement) => text.split(/\s+/).length <= EASY_WORDS && !leans(text);
  const near = [...known, ...ranked.slice(0, 12).map(toStatement)].filter(isEasy);
  const easy = near.filter((one, i) => near.findIndex(({ text }) => text === one.text) === i).slice(0, 2);
  return easy.length > 0 ? easy : known.slice(0, 1);
}

function toStatement({ hit, text }: ScoredSentence): Statement {
  return { text, from: { hit, text } };
}

function answered(statements: readonly Statement[], lead = ''): Said {
  const said = statements.map(({ text, from }) => ({ text: withoutSide(text), from }));
  return { lead, statements: said, outcome: 'answered' };
}

function nothingMore(): Said {
  return { lead: PHRASES.nothingMore, statements: [], outcome: 'answered' };
}

/** "“Watering”, “In pots”": the document and the last heading above a sentence. */
function placeOf({ from: { hit } }: Statement): string {
  const heading = hit.passage.headings.at(-1);
  const { title } = hit.document;
  return heading === undefined || heading === title ? `“${title}”` : `“${title}”, “${heading}”`;
}

/** The same with what the document itself stands on, and when it was checked. */
function sourceOf(statement: Statement): string {
  const { sources, asOf } = statement.from.hit.document;
  const [first] = sources;
  const notes = [
    ...(first ? [`after ${first.title}`] : []),
    ...(asOf === undefined ? [] : [`checked on ${asOf}`]),
  ];
  return `${placeOf(statement)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}

/** The first sentence said of each document, at most two. */
function oneEach(known: readonly Statement[]): Statement[] {
  const documents = known.map(({ from }) => from.hit.document);
  return known
    .filter((_, i) => documents.indexOf(documents[i] as (typeof documents)[number]) === i)
    .slice(0, 2);
}
