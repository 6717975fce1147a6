/**
 * A process that is killed: asks one question after the other of the conversation on the given file, is answered each
 * with the given words, and prints every event in the very moment in which a visitor would be told.
 */
import { writeSync } from 'node:fs';
import { pino } from 'pino';
import { createConversations } from '../../src/chat/conversation.ts';
import type { RunTurn } from '../../src/chat/turn.ts';
import { createStore } from '../../src/store/create.ts';

const [path = '', conversationId, run = '', answer = ''] = process.argv.slice(2);
/** Returns once the other side's pipe has it all: it may take a long line in parts, or nothing for a moment. */
function print(line: string): void {
  const bytes = Buffer.from(`${line}\n`);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  }
}
const log = pino({ level: 'silent' });
const WORDS = answer.match(/\S+\s*/g) ?? [];

const runTurn: RunTurn = async function* ({ turnId, question }) {
  yield { type: 'turn.started', turnId, question };
  for (const text of WORDS) {
    await new Promise((resolve) => setImmediate(resolve));
    yield { type: 'answer.delta', turnId, text };
  }
  yield {
    type: 'turn.completed',
    turnId,
    answerer: 'rules',
    outcome: 'answered',
    finishReason: 'stop',
    followUps: [],
    grounding: { score: 1, unsupported: [] },
  };
  const [answerer, outcome] = ['rules', 'answered'] as const;
  return { turnId, question, answer, answerer, outcome, citations: [], standaloneQuery: question };
};

const { store } = createStore(path, { log });
const conversations = createConversations({ runTurn, store, log });
let ended = () => {};
let id = '';
await conversations.open(conversationId ? { conversationId } : {}, {
  opened: (opened) => {
    id = opened.conversationId;
    print(JSON.stringify({ type: 'opened', ...opened }));
  },
  deliver: (frame) => {
    print(frame);
    if (frame.includes('"turn.completed"')) setImmediate(() => ended());
  },
  forgotten: () => {},
});
for (let n = 0; ; n++) {
  const done = new Promise<void>((resolve) => {
    ended = resolve;
  });
  conversations.ask(id, `turn-${run}-${n}`, `Question ${run}-${n}?`);
  await done;
}
