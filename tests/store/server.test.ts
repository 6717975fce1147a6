import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startApp } from '../e2e/app.ts';
import { temporaryFolder } from './folder.ts';

const QUESTION = 'What does an AI engineer do?';

async function statuses(url: string) {
  const answers = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(url + path)));
  return Promise.all(
    answers.map(async (answer) => `${answer.status} ${((await answer.json()) as { status: string }).status}`),
  );
}

describe('a server', () => {
  test('that starts again has the conversation, and can go on with it', async () => {
    const path = join(temporaryFolder(), 'data', 'store.db');
    let stop = async () => {};
    const before = await startApp({ STORE_PATH: path }, (stopped) => {
      stop = stopped;
    });
    const first = await before.visit();
    const answered = await first.ask(QUESTION);
    await stop();

    const after = await startApp({ STORE_PATH: path });
    const again = await after.visit({ conversationId: first.ready.conversationId });
    expect(again.ready.conversationId).toBe(first.ready.conversationId);
    const [snapshot] = again.client.events.filter((event) => event.type === 'turn.snapshot');
    expect(snapshot).toMatchObject({ question: QUESTION, text: answered.text, state: 'completed' });
    expect(await statuses(after.url)).toEqual(['200 ok', '200 ready']);
  });

  test('whose store cannot be opened answers, remembers, and says that it is degraded', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'data'), 'a file where the folder should be');
    const app = await startApp({ STORE_PATH: join(folder, 'data', 'store.db') });
    const visitor = await app.visit();
    expect((await visitor.ask(QUESTION)).end.type).toBe('turn.completed');
    expect(await statuses(app.url)).toEqual(['200 degraded', '200 degraded']);
    const again = await app.visit({ conversationId: visitor.ready.conversationId });
    expect(again.client.events.filter((event) => event.type === 'turn.snapshot')).toHaveLength(1);
  });

  test('whose store is corrupt keeps it for its owner, begins a new one, and is well', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'store.db');
    writeFileSync(path, 'no database '.repeat(1000));
    const app = await startApp({ STORE_PATH: path });
    expect((await (await app.visit()).ask(QUESTION)).end.type).toBe('turn.completed');
    expect(await statuses(app.url)).toEqual(['200 ok', '200 ready']);
    const aside = readdirSync(folder).find((name) => name.includes('.corrupt-')) ?? '';
    expect(readFileSync(join(folder, aside), 'utf8')).toContain('no database');
  });
});
