import { expect, test } from 'vitest';
import { startApp } from '../e2e/app.ts';
import { startUpstream } from '../support/upstream.ts';
import { present, spanOf, spansOf } from './presenter.ts';

const QUESTION = 'What does an AI engineer do?';

test("a turn by rules tells every stage, and the visitor's own events in their order", async () => {
  const presenter = await present(await startApp());
  const { turn } = await presenter.ask(QUESTION);

  expect(turn.entries.flatMap((entry) => ('span' in entry ? [entry.span.stage] : []))).toEqual([
    'guard',
    'query',
    'retrieve',
    'decide',
    'stream',
    'ground',
    'follow-ups',
  ]);
  const events = turn.entries.flatMap((entry) => ('event' in entry ? [entry.event.type] : []));
  expect(events[0]).toBe('turn.started');
  expect(events.at(-1)).toBe('turn.completed');
  const times = turn.entries.map(({ ms }) => ms);
  expect(times).toEqual([...times].sort((a, b) => a - b));

  const { detail: found } = spanOf(turn, 'retrieve');
  expect(found.kept).toBe(8);
  expect(found.passages.length).toBeGreaterThan(8);
  expect(found.passages.slice(0, 8).every(({ dropped }) => dropped === undefined)).toBe(true);
  expect(found.passages[8]?.dropped).toBe('beyond the best 8');
  expect(found.passages[0]?.matched).toContain('engineer');
  expect(found.probability).toBeGreaterThan(found.threshold);
  const { sentences } = spanOf(turn, 'decide').detail;
  expect(sentences.filter(({ chosen }) => chosen).length).toBeGreaterThan(0);
  const { detail: ground } = spanOf(turn, 'ground');
  expect(ground.sentences.every(({ isSupported, passages }) => isSupported && passages.length > 0)).toBe(
    true,
  );
});

test('a turn by the model tells the exact prompt, the wait, the stream and its usage', async () => {
  const upstream = await startUpstream('slow', 'They build features with models [1]. They ship early [2].');
  const app = await startApp({ OPENAI_BASE_URL: upstream.baseUrl });
  const presenter = await present(app);
  const { turn } = await presenter.ask(QUESTION);

  const { messages, parts, estimatedTokens, maxTokens } = spanOf(turn, 'compose').detail;
  const sent = upstream.requests[0]?.body.messages;
  expect(
    messages.map(({ role, parts: pieces }) => ({ role, content: pieces.map(({ text }) => text).join('') })),
  ).toEqual(sent);
  const marked = messages.flatMap(({ parts: pieces }) => pieces.map(({ variable }) => variable));
  expect(marked).toEqual(expect.arrayContaining(['notCovered', 'passages', 'question', 'standaloneQuery']));
  expect(parts.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(estimatedTokens);
  expect(estimatedTokens).toBeLessThanOrEqual(maxTokens);

  const wait = spanOf(turn, 'first-token');
  const stream = spanOf(turn, 'stream');
  expect(wait.detail).toEqual({ answerer: 'llm', model: 'gpt-4o-mini' });
  expect(stream.startMs).toBeGreaterThanOrEqual(wait.startMs + wait.durationMs);
  expect(stream.detail).toMatchObject({ finishReason: 'stop', usage: { inputTokens: 11, outputTokens: 7 } });
  await upstream.close();
});

test('an upstream that fails is a story: what failed, and that rules answered', async () => {
  const upstream = await startUpstream('status 500');
  const presenter = await present(await startApp({ OPENAI_BASE_URL: upstream.baseUrl }));
  const { turn } = await presenter.ask(QUESTION);
  expect(spanOf(turn, 'first-token').detail.failed).toBe('upstream_unavailable');
  expect(spanOf(turn, 'fallback').detail).toEqual({ reason: 'model_failed', code: 'upstream_unavailable' });
  expect(spansOf(turn, 'decide')).toHaveLength(1);
  await upstream.close();
});

test('a follow-up tells what it leaned on', async () => {
  const presenter = await present(await startApp());
  await presenter.ask('What does an ML engineer do?');
  const { turn } = await presenter.ask('is it harder?');
  expect(spanOf(turn, 'query').detail).toMatchObject({
    question: 'is it harder?',
    standaloneQuery: 'is ML engineer harder?',
    rule: 'same thing',
    dependsOn: { question: 'What does an ML engineer do?' },
  });
});

test("a visitor's turn can be followed as it happens, by a label that is not her conversation's id", async () => {
  const app = await startApp();
  const presenter = await present(app);
  const visitor = await app.visit();
  const listed = presenter.next('conversations', ({ conversations }) => conversations.length === 1);
  await visitor.ask(QUESTION);
  const [conversation] = (await listed).conversations;
  const label = conversation?.label ?? '';
  const history = await presenter.request({ type: 'follow', conversation: label }, 'history');
  expect(history.turns).toHaveLength(1);

  const told = presenter.next('entries', ({ entries }) =>
    entries.some((entry) => 'event' in entry && entry.event.type === 'turn.completed'),
  );
  await visitor.ask('Do I need a PhD?');
  await told;
  const entries = presenter.events.flatMap((event) =>
    event.type === 'entries' ? event.entries.map((_, i) => event.index + i) : [],
  );
  expect(entries).toEqual(entries.map((_, i) => i));
  expect(JSON.stringify(presenter.events)).not.toContain(visitor.ready.conversationId);
});

test('what was asked before the inspector was opened can be seen all the same', async () => {
  const app = await startApp();
  await (await app.visit()).ask(QUESTION);
  const presenter = await present(app);
  expect(presenter.welcome.conversations).toMatchObject([{ label: 'c1', question: QUESTION, turns: 1 }]);
});

test('no byte of a trace reaches a visitor, whatever the presenter does meanwhile', async () => {
  const upstream = await startUpstream('slow', 'They build features with models [1].');
  const app = await startApp({ OPENAI_BASE_URL: upstream.baseUrl });
  const presenter = await present(app);
  const visitor = await app.visit();
  let bytes = '';
  visitor.client.socket.on('message', (data) => {
    bytes += String(data);
  });
  await visitor.ask(QUESTION);
  await presenter.request({ type: 'follow', conversation: 'c1' }, 'history');
  await visitor.ask('and for ML?');
  const { before, after } = { before: { top: 1 }, after: { temperature: 1 } };
  await presenter.request({ type: 'experiment', id: 'e1', question: QUESTION, before, after }, 'experiment');
  await visitor.ask('Do I need a PhD?');
  await presenter.ask('What is RAG?');

  const text = JSON.stringify(presenter.events);
  const prompt = upstream.requests[0]?.body.messages[0]?.content ?? '';
  expect(text).toContain(JSON.stringify(prompt.slice(0, 60)).slice(1, -1));
  expect(bytes).not.toContain(prompt.slice(0, 30));
  const told = new Set(Array.from(text.matchAll(/"([\w-]+)":/g), ([, key = '']) => key));
  const shown = new Set(Array.from(bytes.matchAll(/"([\w-]+)":/g), ([, key = '']) => key));
  const both = [...shown].filter((key) => told.has(key) && key !== 'url').sort();
  // Fields of the visitor's own events, and nothing that only a trace has. A citation has a `url` where its document has.
  const own = `answerer count documentId estimated finishReason followUps grounding heading inputTokens kind marker outcome
    outputTokens passageId question quote score spans stage text title turnId type unsupported usage`;
  expect(both).toEqual(own.split(/\s+/));
  expect([...shown].filter((key) => !told.has(key))).toEqual(['seq']);
  const types = new Set([...bytes.matchAll(/\{"type":"([\w.]+)"/g)].map(([, type]) => type));
  expect([...types].sort()).toEqual([
    'answer.citation',
    'answer.delta',
    'turn.completed',
    'turn.stage',
    'turn.started',
  ]);
  await upstream.close();
});

test('a conversation that its visitor has forgotten is forgotten here as well', async () => {
  const app = await startApp();
  const presenter = await present(app);
  const visitor = await app.visit();
  await visitor.ask(QUESTION);
  const emptied = presenter.next('conversations', ({ conversations }) => conversations.length === 0);
  visitor.client.send({ type: 'forget' });
  await emptied;
  expect((await presenter.request({ type: 'follow', conversation: 'c1' }, 'history')).turns).toEqual([]);
});

test("a visitor's name and address are masked wherever the presenter sees her turn, and the presenter's own are not", async () => {
  const app = await startApp();
  const presenter = await present(app);
  const visitor = await app.visit();
  const question = 'I am Priya Raman, write to priya@example.org. What does an AI engineer do?';
  await visitor.ask(question);
  await visitor.ask('and how do they start?');
  await presenter.request({ type: 'follow', conversation: 'c1' }, 'history');
  const told = presenter.next('entries', ({ entries }) =>
    entries.some((entry) => 'event' in entry && entry.event.type === 'turn.completed'),
  );
  await visitor.ask(question);
  await told;
  const seen = JSON.stringify(presenter.events);
  expect(seen).toContain('What does an AI engineer do?');
  expect(seen.match(/.{80}(?:Priya|Raman|example\.org).{20}/g) ?? []).toEqual([]);
  const { turn } = await presenter.ask(question, true);
  expect(turn.question).toBe(question);
});

test('a recording of nearly the largest size opens, however much of it is escaped on the way', async () => {
  const presenter = await present(await startApp());
  const entries = [
    { ms: 0, event: { type: 'answer.delta', turnId: 'long-0001', text: '\\'.repeat(7_000_000) } },
  ];
  const turns = [{ turnId: 'long-0001', question: 'Why?', startedAt: 0, entries }];
  const text = JSON.stringify({ crossroadsRecording: 1, title: 'Long', recordedAt: 0, turns });
  expect(text.length).toBeLessThan(presenter.welcome.maxFileBytes);
  const { recording } = await presenter.request({ type: 'read', name: 'long.json', text }, 'recording');
  expect(recording.turns).toEqual(turns);
});
