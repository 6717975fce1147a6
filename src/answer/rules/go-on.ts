/** "more", "shorter", "simpler", "are you sure?": the last answer, gone on with or put otherwise. */
import { sentences } from '../../text/sentences.ts';
import type { AnswerTask } from '../answerer.ts';
import { askedTerms, rankSentences } from './answer.ts';
import { choose, USUAL } from './choose.ts';
import { PHRASES } from './phrases.ts';
import type { Said } from './rules.ts';
import type { ScoredSentence } from './select.ts';

/** Words of a sentence that is easily read. */
const EASY_WORDS = 16;

/** Goes on from the last answer, which the task's hits were found for. */
export function goOn(task: AnswerTask, act: 'more' | 'shorter' | 'simpler' | 'doubt'): Said {
  const last = task.past.findLast(({ outcome }) => outcome === 'answered');
  if (!last) return { lead: PHRASES.nothingBefore, statements: [], outcome: 'smalltalk' };
  const ranked = rankSentences(task);
  const said = saidBefore(task);
  const inLast = ranked.filter(({ text }) => last.answer.includes(text));
  const known = inLast.length > 0 ? inLast : ranked.slice(0, 1);
  switch (act) {
    case 'more': {
      // A score below zero: it speaks of other things than those asked about.
      const fresh = ranked.filter(({ text, score }) => !said.has(text) && score > 0);
      return fresh.length === 0
        ? { lead: PHRASES.nothingMore, statements: [], outcome: 'answered' }
        : answered(choose(fresh, askedTerms(task), { ...USUAL, maxSentences: 5, maxWords: 120 }));
    }
    case 'shorter':
      return answered(known.slice(0, 1));
    case 'simpler':
      return answered(easiest(known, ranked), PHRASES.inShort);
    case 'doubt':
      return answered(known.slice(0, 1), PHRASES.confirmed);
  }
}

function answered(chosen: readonly ScoredSentence[], lead = ''): Said {
  return { lead, statements: chosen.map((from) => ({ text: from.text, from })), outcome: 'answered' };
}

/** The best short sentences, of the last answer or else of what stands near it. */
function easiest(known: readonly ScoredSentence[], ranked: readonly ScoredSentence[]): ScoredSentence[] {
  const isEasy = ({ text }: ScoredSentence) => text.split(/\s+/).length <= EASY_WORDS;
  const easy = [...known, ...ranked.slice(0, 12)].filter(isEasy).slice(0, 2);
  return easy.length > 0 ? easy : known.slice(0, 1);
}

/** Every sentence said in this conversation. */
function saidBefore({ past }: AnswerTask): Set<string> {
  return new Set(
    past.flatMap(({ answer }) => sentences(answer.replace(/ ?\[\d+\]/g, '')).map(({ text }) => text)),
  );
}
