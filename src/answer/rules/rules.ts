/** The answerer without a model: finds what the visitor wants, and says it in cited sentences of the knowledge. */

import type { Outcome } from '../../protocol.ts';
import type { SpanDetail } from '../../trace.ts';
import { type Act, isOnLastAnswer } from '../../understanding/acts.ts';
import { asksReason } from '../../understanding/reactions.ts';
import type { Answerer, AnswerTask } from '../answerer.ts';
import { abstain } from './abstain.ts';
import { answerQuestion, rankSentences } from './answer.ts';
import { type Length, USUAL } from './choose.ts';
import { inDeltas, joinLead, type Statement, say } from './compose.ts';
import { correctPremise } from './correct-premise.ts';
import { giveReason, goOn } from './go-on.ts';
import { tellOfDocument } from './of-document.ts';
import { REPLIES } from './phrases.ts';
import { hearSides } from './side.ts';

/** What is said, and what the turn amounts to by it. */
export interface Said {
  /** Words before the first statement, or all there is to say. */
  lead: string;
  statements: Statement[];
  outcome: Outcome;
}

const REFUSED: ReadonlySet<Act> = new Set(['request', 'injection']);
const ABSTAINED: ReadonlySet<Act> = new Set(['foreign', 'gibberish']);

/** Creates the rules answerer. It keeps no state and never calls out. */
export function createRulesAnswerer(): Answerer {
  return {
    name: 'rules',
    async *answer(task, { signal, trace }) {
      const deciding = trace?.start('decide');
      const said = task.also ? decideBoth(task, task.also) : decide(task, lengthOf(task));
      deciding?.(() => decideDetail(task, said));
      const { lead, statements, outcome } = said;
      const streaming = trace?.start('stream');
      if (statements.length === 0) yield* inDeltas(lead);
      else yield* say(statements, { lead, signal });
      streaming?.(() => ({ answerer: 'rules', finishReason: 'stop' }));
      yield { type: 'end', outcome, finishReason: 'stop' };
    },
  };
}

/** Sentences and words for each of two questions in one message. */
const HALF: Length = { maxSentences: 2, maxWords: 50 };
/** Words for each sentence that a visitor wants. */
const WORDS_A_SENTENCE = 25;

/** Answers two questions one after the other; what is not covered is said first. */
function decideBoth(first: AnswerTask, second: AnswerTask): Said {
  const one = decide(first, HALF);
  const two = decide(second, HALF);
  if (one.statements.length === 0 || one.outcome !== 'answered') {
    return two.outcome === 'answered' ? { ...two, lead: `${one.lead} ${two.lead}`.trimStart() } : one;
  }
  if (two.outcome !== 'answered') return one;
  const said = new Set(one.statements.map(({ text }) => text));
  const more = two.statements.filter(({ text }) => !said.has(text));
  const [head, ...rest] = more;
  if (!head) return one;
  return {
    ...one,
    statements: [...one.statements, { ...head, text: joinLead(two.lead, head.text) }, ...rest],
  };
}

/** As long as the visitor wishes. */
function lengthOf({ manner }: AnswerTask): Length {
  if (!manner) return USUAL;
  return { maxSentences: manner.sentences, maxWords: manner.sentences * WORDS_A_SENTENCE };
}

function decide(task: AnswerTask, length: Length): Said {
  const { act } = task;
  if (isOnLastAnswer(act)) return goOn(task, act);
  const reply = REPLIES[act];
  if (reply !== undefined) {
    const outcome = REFUSED.has(act) ? 'refused' : ABSTAINED.has(act) ? 'abstained' : 'smalltalk';
    return { lead: reply, statements: [], outcome };
  }
  if (act === 'question' && asksReason(task.question)) {
    const reason = giveReason(task);
    if (reason) return reason;
  }
  if (task.ofDocument) return tellOfDocument(task.ofDocument);
  const said = task.gap ? abstain(task, task.gap) : answerQuestion(task, length);
  return task.premise ? correctPremise(task.premise, said, task.type === 'yes-no') : said;
}

/** Sentences that are shown at most. */
const SHOWN = 12;

/** Weighs the sentences once more, now for a reader. */
function decideDetail(task: AnswerTask, { lead, statements, outcome }: Said): SpanDetail<'decide'> {
  const chosen = new Set(statements.map(({ from }) => from.text));
  const ranked = [task, ...(task.also ? [task.also] : [])].flatMap(rankSentences);
  const shown = ranked.filter(({ text }, i) => i < SHOWN || chosen.has(text));
  return {
    act: task.act,
    type: task.type,
    lead,
    outcome,
    sentences: shown.map(({ text, hit, score, coverage }) => ({
      text,
      passageId: hit.passage.id,
      score,
      coverage,
      chosen: chosen.has(text),
    })),
    ...(task.type === 'yes-no' && outcome === 'answered' ? { sides: sidesOf(task) } : {}),
  };
}

/** What the sentences that were heard say to a yes/no question, or why they leave it open. */
function sidesOf(task: AnswerTask): SpanDetail<'decide'>['sides'] {
  return hearSides(task, rankSentences(task)).map(({ sentence: { text }, side, open }) => ({
    text,
    ...(side ? { side } : { open }),
  }));
}
