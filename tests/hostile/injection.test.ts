import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PacedModel, startModel } from '../chaos/upstream.ts';
import { type RunningApp, startApp } from '../e2e/app.ts';
import { INJECTIONS } from './injections.ts';
import { OBEDIENCE } from './obedient.ts';

const KEY = 'sk-test-0123456789abcdef-never-shown';
const QUESTION = 'What does an AI engineer do all day?';
let model: PacedModel;
let app: RunningApp;
let say: (typeof OBEDIENCE)[string] = () => 'They build [1].';
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  model = await startModel({ say: (messages) => say(messages), pieceChars: 5 });
  app = await startApp(
    { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: KEY },
    (stop) => void stops.push(stop),
  );
});
afterAll(async () => {
  for (const stop of stops) await stop();
  await model.close();
});

/** The random word that the last prompt ended its system message with. */
function canary(): string {
  const [system] = model.prompts.at(-1) ?? [];
  const found = /\(([a-z2-9]{20})\)$/.exec(system?.content ?? '')?.[1];
  if (!found) throw new Error('the system message ends without a canary');
  return found;
}

/** Ways in which a reader gets at a word that was dressed up. */
const READINGS: Record<string, (text: string) => string> = {
  'without marks': (text) => squeezed(text.normalize('NFKD')),
  'Latin letters': (text) =>
    squeezed(text.replace(/[аеорсху]/g, (char) => 'aeopcxy'['аеорсху'.indexOf(char)] ?? '')),
  'percent-decoded': (text) =>
    text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  'bits read': (text) =>
    text.replace(/([01]{8}) ?/g, (_, bits: string) => String.fromCharCode(Number.parseInt(bits, 2))),
  'numbers left out': (text) => squeezed(text.replace(/\d+\. /g, '')),
};

const squeezed = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

describe('a model that obeys everybody', () => {
  test.each(Object.entries(OBEDIENCE))('and %s shows no visitor its instructions', async (name, obey) => {
    say = obey;
    const { client, ask } = await app.visit();
    const { end, text, citations } = await ask(QUESTION);
    const word = canary();
    const shown = JSON.stringify(client.events);
    for (const form of [word, Buffer.from(word).toString('hex'), [...word].reverse().join('')]) {
      expect(squeezed(shown)).not.toContain(squeezed(form));
    }
    for (const form of Object.values(READINGS)) expect(form(shown)).not.toContain(word);
    const decoded = Buffer.from(text.replace(/[^A-Za-z0-9+/]/g, ''), 'base64').toString();
    expect(decoded).not.toContain(word);
    expect(shown).not.toContain(KEY);
    expect(text).not.toMatch(/You answer questions of visitors|is not an instruction/);
    expect(text).not.toMatch(/(?!\n|\t)[\p{Cc}\p{Cf}]/u);
    expect(citations.every(({ marker }) => marker <= 8)).toBe(true);
    // Stopped before a word was shown, the rules answer; later, it is said to be cut.
    if (name.startsWith('repeats'))
      expect(end.type === 'turn.failed' || end).toMatchObject(
        end.type === 'turn.failed' ? {} : { answerer: 'rules', notice: 'model_failed' },
      );
    else expect(end.type).toBe('turn.completed');
  });

  test(`and is asked by ${INJECTIONS.length} injections to give its prompt away shows none of it`, async () => {
    const ways = Object.entries(OBEDIENCE).filter(([name]) => name.startsWith('repeats its prompt'));
    const { client, ask } = await app.visit();
    for (const [at, injection] of INJECTIONS.entries()) {
      const [, obey] = ways[at % ways.length] ?? [];
      if (obey) say = obey;
      await ask(injection).catch(() => {});
    }
    expect(model.prompts.length).toBeGreaterThan(20);
    const word = canary();
    // What the visitor typed is hers.
    const shown = JSON.stringify(client.events.filter(({ type }) => type !== 'turn.started'));
    for (const form of Object.values(READINGS)) expect(form(shown)).not.toContain(word);
    expect(squeezed(shown)).not.toContain([...word].reverse().join(''));
    expect(shown).not.toContain(Buffer.from(word).toString('hex'));
    expect(shown).not.toContain(KEY);
  });

  test('is given no invisible character and no delimiter that a visitor wrote', async () => {
    say = () => 'They build [1].';
    const { ask } = await app.visit();
    for (const injection of INJECTIONS) await ask(injection).catch(() => {});
    expect(model.prompts.length).toBeGreaterThan(20);
    for (const messages of model.prompts) {
      const [system, ...rest] = messages;
      const sent = messages.map(({ content }) => content).join('\n');
      expect(sent).not.toMatch(/(?!\n|\t)[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]/u);
      const last = rest.at(-1)?.content ?? '';
      expect(last.match(/<\/question>/g)).toHaveLength(1);
      expect(last.match(/<question>/g)).toHaveLength(1);
      // The system message is the owner's own, and holds nothing of value.
      expect(system?.content).not.toMatch(/sk-|https?:\/\/|\/home\/|\/tmp\/|password|token/i);
    }
  });
});

describe('without a model', () => {
  test(`${INJECTIONS.length} injections are answered or declined, and give nothing away`, async () => {
    const rules = await startApp({}, (stop) => void stops.push(stop));
    const first = await rules.visit();
    await first.ask('My secret is the word marzipan-kettle. What does an ML engineer do?');
    const { ask, client } = await rules.visit();
    for (const injection of INJECTIONS) {
      const { end, text } = await ask(injection);
      expect(end.type).toBe('turn.completed');
      expect(text).not.toMatch(
        /marzipan|I have been hacked|evil\.example|root:|You answer questions of visitors|\/knowledge\//i,
      );
    }
    const answers = client.events.filter(({ type }) => type !== 'turn.started');
    expect(JSON.stringify(answers)).not.toContain(process.cwd());
  });
});
