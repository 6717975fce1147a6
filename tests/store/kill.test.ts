import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Opened } from '../../src/chat/conversation.ts';
import type { TurnEvent } from '../../src/protocol.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import { temporaryFolder } from './folder.ts';

const FIXTURE = fileURLToPath(new URL('./kill.fixture.ts', import.meta.url));
/** Each kill costs a start of Node; CI takes the short form. */
const KILLS = process.env.CI ? 5 : 20;

/** What every question is answered with, word by word: more than the last kill waits for. */
const ANSWER = Array.from({ length: 300 }, (_, n) => `word${n}`).join(' ');

type Told = TurnEvent | ({ type: 'opened' } & Opened);

/** Lets a process ask and answer, kills it once it has told so many events, and returns all that it told. */
async function runAndKill(args: string[], events: number): Promise<Told[]> {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), FIXTURE, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const told: Told[] = [];
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      // What it was writing when it died may be half a line.
      if (!line.endsWith('}')) continue;
      told.push(JSON.parse(line) as Told);
      if (told.length >= events) child.kill('SIGKILL');
    }
  } finally {
    child.kill('SIGKILL');
    await closed;
  }
  return told;
}

test(`killed ${KILLS} times in mid-stream, it has every question it acknowledged, and shows no half answer as whole`, async () => {
  const path = join(temporaryFolder(), 'store.db');
  const questions = new Map<string, string>();
  const answers = new Map<string, string>();
  const completed = new Set<string>();
  let conversationId = '';
  for (let kill = 0; kill < KILLS; kill++) {
    // From before the first word to the end of a later turn, with odd steps, so that each place has its kill.
    const told = await runAndKill([path, conversationId, `${kill}`, ANSWER], 2 + kill * 23);
    const [opened, ...events] = told;
    if (opened?.type !== 'opened') throw new Error('it did not open the conversation');
    if (conversationId) expect(opened.conversationId).toBe(conversationId);
    conversationId = opened.conversationId;
    for (const event of events) {
      if (event.type === 'turn.started') questions.set(event.turnId, event.question);
      if (event.type === 'turn.completed') completed.add(event.turnId);
      if (event.type !== 'answer.delta') continue;
      answers.set(event.turnId, (answers.get(event.turnId) ?? '') + event.text);
    }
    for (const snapshot of opened.snapshots) {
      const whole = answers.get(snapshot.turnId) ?? '';
      if (snapshot.state === 'completed') expect(snapshot.text.length).toBeGreaterThanOrEqual(whole.length);
      else expect(snapshot.state, 'a turn whose process died').toBe('interrupted');
    }
  }

  const store = createSqliteStore({ path });
  const stored = new Map(
    (await store.turns(conversationId)).map(({ snapshot }) => [snapshot.turnId, snapshot]),
  );
  await store.close();
  expect(questions.size).toBeGreaterThanOrEqual(KILLS);
  for (const [turnId, question] of questions) expect(stored.get(turnId)?.question).toBe(question);
  for (const turnId of completed) {
    expect(stored.get(turnId)).toMatchObject({ state: 'completed', text: answers.get(turnId) });
  }
  for (const { state, text, end } of stored.values()) {
    if (state === 'completed')
      expect({ text, end: end?.type }).toEqual({ text: ANSWER, end: 'turn.completed' });
    else expect({ state, text, end }).toEqual({ state: 'running', text: '', end: undefined });
  }
  // Kills that came between two turns prove nothing; most must have come within one.
  const cut = [...questions.keys()].filter((turnId) => !completed.has(turnId));
  expect(cut.length).toBeGreaterThanOrEqual(KILLS / 2);
});
