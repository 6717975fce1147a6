import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { createLog } from '../../src/server/log.ts';
import { startModel } from '../chaos/upstream.ts';
import { connect } from '../server/harness.ts';

const KEY = 'sk-live-4f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c';
const SECRETS = [
  'marzipan-kettle',
  'priya.sharma@example.com',
  '+44 7700 900123',
  '4111 1111 1111 1111',
  'sk-proj-abcdefghijklmnopqrstuvwx',
  'AKIAIOSFODNN7EXAMPLE',
  'hunter2-password',
  'forged-line',
];

test('a conversation leaves nothing of itself in the log, at the most talkative level', async () => {
  const model = await startModel({ say: () => 'They integrate models into marzipan-kettle products [1].' });
  onTestFinished(model.close);
  const lines: string[] = [];
  const config = loadConfig({
    PORT: '0',
    STORE_PATH: ':memory:',
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: `${model.baseUrl}/private-path`,
    SHUTDOWN_TIMEOUT_MS: '100',
  });
  const app = await createApp(config, { log: createLog('trace', { write: (line) => lines.push(line) }) });
  onTestFinished(() => app.close());
  const { url } = await app.listen();
  const open = (headers = {}) => connect(`${url.replace('http', 'ws')}/ws`, { origin: url, headers });

  const client = await open({
    'user-agent': 'marzipan-kettle',
    cookie: 'session=hunter2-password',
    authorization: 'Bearer hunter2-password',
  });
  const { conversationId } = await client.hello();
  const questions = [
    ...SECRETS.map((secret) => `What does an AI engineer do all day? I am ${secret}.`),
    `What do they do?\r\n{"level":"info","msg":"forged-line"}\n\u001b[31m${SECRETS[0]}\u202e`,
  ];
  for (const mood of ['none', 'error', 'cut', 'garbage'] as const) {
    model.setMood(mood);
    for (const [n, text] of questions.entries()) {
      const turnId = `turn-${mood}-${n}`;
      client.send({ type: 'ask', turnId, text });
      await Promise.race([
        client.event('turn.completed', (event) => event.turnId === turnId),
        client.event('turn.failed', (event) => event.turnId === turnId),
      ]);
    }
  }
  client.send({
    type: 'feedback',
    turnId: 'turn-none-0',
    rating: 'down',
    comment: `Call ${SECRETS[2]}, ${SECRETS[0]}`,
  });
  client.send({ type: 'cancel', turnId: 'marzipan-kettle' });
  client.send({ type: 'ask', turnId: 'marzipan-kettle', text: '' });
  client.send('{"type":"marzipan-kettle"}');
  client.send({ type: 'ping' });
  await client.event('pong');
  await connect(`${url.replace('http', 'ws')}/ws?token=hunter2-password`, {
    origin: 'https://evil.example\u001b[2J',
  }).catch(() => {});
  await connect(`${url.replace('http', 'ws')}/marzipan-kettle`, { origin: url }).catch(() => {});
  for (const path of ['/marzipan-kettle?hunter2-password', '/%00hunter2-password']) await fetch(url + path);
  client.send({ type: 'forget' });
  await client.event('forgotten');

  expect(lines.length).toBeGreaterThan(questions.length);
  for (const line of lines) {
    // One line an event, and nothing in it that a terminal would obey.
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.any(String) });
  }
  const log = lines.join('');
  for (const secret of [
    ...SECRETS,
    KEY,
    conversationId,
    'private-path',
    'products [1]',
    'You answer questions',
  ]) {
    expect(log).not.toContain(secret);
  }
});
