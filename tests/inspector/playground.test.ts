import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command, TurnRecord } from '../../src/inspector/protocol.ts';
import { type RunningApp, startApp } from '../e2e/app.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';
import { type Presenter, present, spanOf, spansOf } from './presenter.ts';

const QUESTION = 'What does an AI engineer do?';

let folder: string;
let upstream: Upstream;
let app: RunningApp;
let presenter: Presenter;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playground-'));
  await cp('prompts', join(folder, 'prompts'), { recursive: true });
  upstream = await startUpstream('ok', 'They build features with models [1].');
  app = await startApp(
    {
      OPENAI_BASE_URL: upstream.baseUrl,
      MODEL_PRICES: 'gpt-4o-mini=1/2',
      PROMPTS_DIR: join(folder, 'prompts'),
      RECORDINGS_DIR: join(folder, 'recordings'),
    },
    (stop) => stops.push(stop),
  );
  presenter = await present(app);
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await upstream.close();
  await rm(folder, { recursive: true });
});

type Experiment = Extract<Command, { type: 'experiment' }>;
let ids = 0;

/** Runs both sides. */
async function compare(
  before: Experiment['before'],
  after: Experiment['after'],
  rest: Partial<Experiment> = {},
): Promise<{ before: TurnRecord; after: TurnRecord }> {
  const id = `e${++ids}`;
  const sides = (['before', 'after'] as const).map((side) =>
    presenter.next('experiment', (event) => event.id === id && event.side === side),
  );
  presenter.send({ type: 'experiment', id, question: QUESTION, before, after, ...rest });
  const [first, second] = await Promise.all(sides);
  if (!first || !second) throw new Error('a side is missing');
  return { before: first.turn, after: second.turn };
}

function textOf(turn: TurnRecord): string {
  return turn.entries
    .map((entry) => ('event' in entry && entry.event.type === 'answer.delta' ? entry.event.text : ''))
    .join('');
}

describe('an experiment', () => {
  test('compares model and rules on the same passages', async () => {
    const { before, after } = await compare({ answerer: 'llm' }, { answerer: 'rules' });
    expect(spanOf(before, 'stream').detail).toMatchObject({ answerer: 'llm', cost: (11 * 1 + 7 * 2) / 1e6 });
    expect(spanOf(after, 'stream').detail.answerer).toBe('rules');
    const ids = (turn: TurnRecord) => spanOf(turn, 'retrieve').detail.passages.map(({ id }) => id);
    expect(ids(before)).toEqual(ids(after));
    expect(textOf(before)).not.toBe(textOf(after));
  });

  test('without retrieval asks the bare model: no passage, no instruction', async () => {
    const { after } = await compare({}, { withoutRetrieval: true });
    expect(upstream.requests.at(-1)?.body.messages).toEqual([{ role: 'user', content: QUESTION }]);
    expect(spanOf(after, 'retrieve').detail.kept).toBe(0);
    expect(textOf(after)).toBe('They build features with models [1].');
    expect(after.entries.some((entry) => 'event' in entry && entry.event.type === 'answer.citation')).toBe(
      false,
    );
  });

  test('changes the number of passages, the model and its temperature', async () => {
    const { after } = await compare({}, { top: 2, model: 'another-model', temperature: 0.3 });
    expect(upstream.requests.at(-1)?.body).toMatchObject({ model: 'another-model', temperature: 0.3 });
    expect(upstream.requests.at(-2)?.body).not.toHaveProperty('temperature');
    expect(spanOf(after, 'compose').detail.shown).toHaveLength(2);
    // The price is that of another model.
    expect(spanOf(after, 'stream').detail).not.toHaveProperty('cost');
  });

  test('with a threshold that nothing reaches abstains, and the model is not asked', async () => {
    const asked = upstream.requests.length;
    const question = 'Which customers want chat features?';
    const { before, after } = await compare({ answerer: 'rules' }, { threshold: 0.9999 }, { question });
    expect(spanOf(before, 'retrieve').detail.gap).toBeUndefined();
    expect(spanOf(after, 'retrieve').detail.gap).toBe('little evidence');
    expect(spansOf(after, 'compose')).toEqual([]);
    expect(upstream.requests.length).toBe(asked);
  });

  test('with an edited template sends that, and visitors get the one in the folder', async () => {
    const answer = 'Answer like a pirate. Say {{notCovered}} when you cannot.';
    const { before, after } = await compare({}, { templates: { answer } });
    const systemOf = (turn: TurnRecord) =>
      spanOf(turn, 'compose')
        .detail.messages[0]?.parts.map(({ text }) => text)
        .join('');
    expect(systemOf(after)).toContain('Answer like a pirate. Say NOT_COVERED when you cannot.');
    expect(systemOf(before)).not.toContain('pirate');
    await (await app.visit()).ask(QUESTION);
    expect(JSON.stringify(upstream.requests.at(-1)?.body)).not.toContain('pirate');
  });

  test('with a broken template says which line is wrong, and runs nothing', async () => {
    const asked = upstream.requests.length;
    const error = presenter.next('error');
    presenter.send({
      type: 'experiment',
      id: 'broken',
      question: QUESTION,
      before: {},
      after: { templates: { answer: 'First line.\nSay {{notcovered}}.' } },
    });
    expect(await error).toMatchObject({ command: 'experiment', id: 'broken', code: 'prompt_invalid' });
    expect((await error).message).toMatch(/^answer\.md:2 uses {{notcovered}}, which does not exist/);
    expect(upstream.requests.length).toBe(asked);
  });

  test('takes the place of its turn in the conversation', async () => {
    await presenter.ask('What does an ML engineer do?', true);
    const { label, turn } = await presenter.ask('is it harder?');
    const at = { conversation: label, turnId: turn.turnId };
    const { before } = await compare({}, { top: 1 }, { question: 'is it harder?', at });
    expect(spanOf(before, 'query').detail.standaloneQuery).toBe('is ML engineer harder?');
  });

  test('leaves no turn in any conversation', async () => {
    const told = presenter.events.length;
    await compare({ answerer: 'rules' }, { answerer: 'rules', top: 1 });
    expect(presenter.events.slice(told).map(({ type }) => type)).toEqual(['experiment', 'experiment']);
  });
});

test('an experiment that needs a model where there is none says how to set one', async () => {
  const bare = await present(await startApp());
  const before = { answerer: 'llm' };
  const error = await bare.request(
    { type: 'experiment', id: 'x', question: QUESTION, before, after: {} },
    'error',
  );
  expect(error.message).toBe(
    'No model is set: with OPENAI_API_KEY or OPENAI_BASE_URL there is one to try this on.',
  );
});

describe('a template', () => {
  test('is checked without being written', async () => {
    const told = await presenter.request(
      { type: 'check', name: 'answer', source: 'Nothing in it.' },
      'template',
    );
    expect(told).toMatchObject({ name: 'answer', written: false });
    expect(told.problem).toContain('never uses {{notCovered}}');
    expect(await readFile(join(folder, 'prompts', 'answer.md'), 'utf8')).toBe(
      await readFile('prompts/answer.md', 'utf8'),
    );
  });

  test('that is broken is not written, and the last good one stays', async () => {
    const told = await presenter.request(
      { type: 'write', name: 'question', source: '{{passages}' },
      'template',
    );
    expect(told).toMatchObject({ written: false });
    await (await app.visit()).ask(QUESTION);
    expect(upstream.requests.at(-1)?.body.messages.at(-1)?.content).toContain('<question>');
  });

  test('is written for visitors by an explicit command, from the next turn on', async () => {
    const source = 'Be brief. Say {{notCovered}} when you cannot answer.';
    const templates = presenter.next('templates');
    await presenter.request({ type: 'write', name: 'answer', source }, 'template');
    expect((await templates).templates[0]?.source).toBe(source);
    await (await app.visit()).ask(QUESTION);
    expect(upstream.requests.at(-1)?.body.messages[0]?.content).toContain('Be brief. Say NOT_COVERED');
  });
});

test('the switch to rules holds for everybody, at once, and back', async () => {
  const visitor = await app.visit();
  await presenter.request({ type: 'mode', mode: 'rules' }, 'mode');
  const asked = upstream.requests.length;
  const { end } = await visitor.ask(QUESTION);
  expect(end).toMatchObject({ answerer: 'rules', notice: 'model_off' });
  expect(upstream.requests.length).toBe(asked);
  await presenter.request({ type: 'mode', mode: 'auto' }, 'mode');
  expect((await visitor.ask('Do I need a PhD?')).end).toMatchObject({ answerer: 'llm' });
});

test('a conversation is saved, listed and opened again as it was', async () => {
  const { label, turn } = await presenter.ask(QUESTION, true);
  const { saved = '', recordings } = await presenter.request(
    { type: 'save', conversation: label, title: 'A talk: first try!' },
    'recordings',
  );
  expect(saved).toBe('a-talk-first-try');
  expect(recordings.at(-1)).toMatchObject({ name: saved, title: 'A talk: first try!', isOwn: true });
  const { recording } = await presenter.request({ type: 'open', name: saved }, 'recording');
  expect(recording.turns).toEqual([turn]);
  const again = await presenter.request(
    { type: 'save', conversation: label, title: 'A talk: first try!' },
    'recordings',
  );
  expect(again.saved).toBe('a-talk-first-try-2');
});

test('a file that is no recording is refused with what is wrong', async () => {
  const read = async (name: string, text: string) =>
    (await presenter.request({ type: 'read', name, text }, 'error')).message;
  expect(await read('notes.json', '{"a":1}')).toContain('notes.json has no field "crossroadsRecording"');
  expect(await read('old.json', '{"crossroadsRecording":0}')).toContain(
    'is of version 0; this program reads 1',
  );
  expect(await read('x.json', '{')).toContain('x.json is not JSON');
  expect(
    await read('y.json', '{"crossroadsRecording":1,"title":"t","recordedAt":0,"turns":[{"turnId":7}]}'),
  ).toContain('is wrong at "turns.0.turnId"');
  await writeFile(join(folder, 'secret.json'), '{}');
  const opened = await presenter.request({ type: 'open', name: '../secret' }, 'error');
  expect(opened.code).toBe('not_found');
});

test('a frame that cannot be understood is answered with what was expected', async () => {
  const error = presenter.next('error');
  presenter.send('{"type":"experiment","id":"x","question":"q","before":{"top":0},"after":{}}');
  expect((await error).message).toContain('Field "before.top"');
  const unknown = presenter.next('error');
  presenter.send({ type: 'shutdown' });
  expect((await unknown).code).toBe('bad_request');
});
