import { describe, expect, onTestFinished, test } from 'vitest';
import { startUpstream } from '../support/upstream.ts';
import { crossroads, fromLines, temporaryFile, toLines } from './crossroads.ts';

interface Answered {
  id: string | number;
  session: string | number | null;
  turn: number;
  answer: string;
  answerer: string;
  outcome: string;
  sources: { documentId: string; title: string; heading: string; url?: string }[];
  followUps: string[];
  ms: number;
}

async function batch(lines: readonly unknown[], args: string[] = []) {
  const ended = await crossroads(['ask', '--jsonl', ...args], { input: toLines(lines) });
  return { ...ended, answers: fromLines<Answered>(ended.stdout) };
}

describe('ask', () => {
  test('prints an answer and the places it stands on, without a key', async () => {
    const { code, stdout, stderr } = await crossroads(['ask', 'What does an AI engineer do all day?']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [answer = '', sources = ''] = stdout.trimEnd().split('\n\n');
    expect(answer).toMatch(/\[1\]/);
    expect(sources).toMatch(/^\[1\] .+ › .+/);
    const cited = new Set(answer.match(/\[\d+\]/g));
    expect(sources.split('\n').map((line) => line.match(/^\[\d+\]/)?.[0])).toEqual([...cited]);
  });

  test('--json prints one object', async () => {
    const { code, stdout } = await crossroads(['ask', 'Do ML engineers need mathematics?', '--json']);
    expect(code).toBe(0);
    const reply = JSON.parse(stdout) as Answered;
    expect(reply).toMatchObject({ answerer: 'rules', outcome: 'answered' });
    expect(reply.sources.length).toBeGreaterThan(0);
    expect(reply.ms).toBeGreaterThan(0);
  });

  test('answers from the file it is given', async () => {
    const file = await temporaryFile(
      'tea.md',
      '# Tea\n\nGreen tea is steeped at eighty degrees for two minutes.\n',
    );
    const { stdout } = await crossroads([
      'ask',
      'At how many degrees is green tea steeped?',
      '--knowledge',
      file,
    ]);
    expect(stdout).toContain('eighty degrees');
    expect(stdout).toContain('[1] Tea');
  });

  test('prints no character of a model that steers a terminal', async () => {
    const upstream = await startUpstream('ok', 'AI engineers \u001b[31mship\u0007 products [1].');
    onTestFinished(() => upstream.close());
    const { stdout } = await crossroads(['ask', 'What do AI engineers do all day?'], {
      env: { OPENAI_BASE_URL: upstream.baseUrl },
    });
    expect(stdout).toMatch(/^AI engineers .*ship/);
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});

describe('ask --jsonl', () => {
  test('answers a line each, in the order of the input, with all that was promised', async () => {
    const { code, answers } = await batch([
      { id: 'b', message: 'What is gradient descent for?' },
      { id: 7, message: 'How do I bake sourdough bread?' },
      { id: 'a', message: 'Do I need a PhD to become an AI engineer?' },
    ]);
    expect(code).toBe(0);
    expect(answers.map(({ id }) => id)).toEqual(['b', 7, 'a']);
    for (const answer of answers) {
      expect(Object.keys(answer)).toEqual(
        'id session turn answer answerer outcome sources followUps ms'.split(' '),
      );
      expect(answer).toMatchObject({ session: null, turn: 1, answerer: 'rules' });
    }
    expect(answers.map(({ outcome }) => outcome)).toEqual(['answered', 'abstained', 'answered']);
    expect(answers[0]?.sources[0]).toMatchObject({
      documentId: expect.any(String),
      heading: expect.any(String),
    });
    expect(answers[1]?.sources).toEqual([]);
  });

  test('lines of one session are one conversation, also when others come between', async () => {
    const followUp = 'and what about the maths?';
    const { answers } = await batch([
      { id: 1, session: 'ml', message: 'What does an ML engineer do all day?' },
      { id: 2, session: 'ai', message: 'What does an AI engineer do all day?' },
      { id: 3, session: 'ml', message: followUp },
      { id: 4, message: followUp },
    ]);
    expect(answers.map(({ session, turn }) => [session, turn])).toEqual([
      ['ml', 1],
      ['ai', 1],
      ['ml', 2],
      [null, 1],
    ]);
    expect(answers[2]?.answer).not.toBe(answers[3]?.answer);
  });

  test('the number of a turn is the one that was given, where one was', async () => {
    const { answers } = await batch([{ id: 1, session: 's', turn: 5, message: 'What is RAG?' }]);
    expect(answers[0]?.turn).toBe(5);
  });

  test('bad lines are named with what was expected; the others are answered', async () => {
    const good = { id: 'good', message: 'What is a vector database?' };
    const input = [
      'not json',
      '',
      JSON.stringify({ id: 1 }),
      '["a list"]',
      JSON.stringify({ id: 1, message: 'x', session: true }),
      JSON.stringify({ message: 'x' }),
      JSON.stringify(good),
    ].join('\r\n');
    const { code, stdout, stderr } = await crossroads(['ask', '--jsonl'], { input });
    expect(code).toBe(1);
    expect(fromLines<Answered>(stdout).map(({ id }) => id)).toEqual(['good']);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'crossroads: line 1: is not JSON; expected one object a line',
      'crossroads: line 3: field "message": expected a string',
      'crossroads: line 4: expected an object {"id", "message", "session"?, "turn"?}',
      'crossroads: line 5: field "session": expected a string or a number',
      'crossroads: line 6: field "id": expected a string or a number',
    ]);
  });

  test('a message that cannot be asked is a failed answer, not a bad line', async () => {
    const { code, answers, stderr } = await batch([
      { id: 1, message: ' ' },
      { id: 2, message: 'a '.repeat(5000) },
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(answers.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
    for (const { answer } of answers) expect(answer).not.toBe('');
  });

  test('nothing in, nothing out', async () => {
    expect(await crossroads(['ask', '--jsonl'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});
