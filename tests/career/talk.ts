/** Talks to the career tools over the project's own knowledge, turn by turn. */
import { careerTurn } from '../../src/career/converse.ts';
import type { Career } from '../../src/career/schema.ts';
import type { Knowledge, PastTurn } from '../../src/domain.ts';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { createRetriever } from '../../src/retrieval/retrieve.ts';
import { findAct } from '../../src/understanding/acts.ts';
import { KNOWLEDGE, ownCareer } from './data.ts';

export interface Talk {
  /** Says one line. `text` is undefined where no tool answers. */
  say(line: string): ReturnType<typeof careerTurn> & { text: string | undefined };
}

/** @returns a function that opens a new conversation. */
export async function openTalks(): Promise<(own?: Career) => Talk> {
  const [knowledge, career]: [Knowledge, Career] = await Promise.all([loadKnowledge(KNOWLEDGE), ownCareer()]);
  const { knows } = createRetriever(knowledge);
  return (own = career) => {
    const past: PastTurn[] = [];
    return {
      say(question) {
        const act = findAct(question, { isKnown: knows });
        const turn = careerTurn({ career: own, knowledge, question, act, past });
        const text = turn.reply?.statements.map((statement) => statement.text).join('\n');
        past.push({
          turnId: `turn-${past.length}`,
          question,
          answer: text ?? 'An answer from the articles.',
          answerer: 'rules',
          outcome: turn.reply?.outcome ?? 'answered',
          citations: [],
          standaloneQuery: question,
          // As a store gives it back.
          memory: JSON.parse(JSON.stringify({ career: turn.memory })),
        });
        return { ...turn, text };
      },
    };
  };
}
