import { describe, expect, test } from 'vitest';
import { crossroads } from './crossroads.ts';

describe('help', () => {
  test.each([
    [[], ['serve', 'ask', 'search']],
    [['serve'], ['--port', '--knowledge', '--open']],
    [['ask'], ['[question]', '--knowledge', '--json', '--jsonl']],
    [['search'], ['[query]', '--knowledge', '--top', '(default: 8)', '--json', '--jsonl']],
  ])('%j --help names all it takes', async (command, named) => {
    const { code, stdout, stderr } = await crossroads([...command, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of named) expect(stdout.split(name).length, name).toBeGreaterThan(1);
    expect(stdout.split('(default: 8)').length).toBeLessThanOrEqual(2);
  });
});

describe('a wrong call', () => {
  test.each([
    [['ask', '--jsno'], "unknown option '--jsno'"],
    [['answer', 'me'], "unknown command 'answer'"],
    [['ask', 'one', 'two'], 'too many arguments'],
    [['ask', 'one', '--knowledge'], 'argument missing'],
    [['ask'], 'expected a question'],
    [['ask', '--json'], 'expected a question'],
    [['search'], 'expected a query'],
    [['ask', 'one', '--jsonl'], 'leave out the argument'],
    [['search', 'one', '--jsonl'], 'leave out the argument'],
    [['search', 'one', '--top', '0'], 'a whole number from 1 to 1000'],
    [['search', 'one', '--top', '2.5'], 'a whole number from 1 to 1000'],
    [['serve', '--port', '70000'], 'a whole number from 0 to 65535'],
  ])('%j exits with 2 and says what was expected', async (args, message) => {
    const { code, stdout, stderr } = await crossroads(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('without a command shows what there is', async () => {
    const { code, stderr } = await crossroads([]);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: crossroads');
  });
});

describe('what cannot be used', () => {
  test.each(['ask', 'search', 'serve'])(
    '%s exits with 1 and names a knowledge path that is not there',
    async (command) => {
      const args = command === 'serve' ? ['serve', '--port', '0'] : [command, 'anything'];
      const { code, stdout, stderr } = await crossroads([...args, '--knowledge', '/nowhere/at/all']);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/\/nowhere\/at\/all: cannot be read; expected a folder/);
      expect(stderr).not.toMatch(/\n\s+at /);
    },
  );

  test('a wrong variable exits with 1 and is shown beside a correct one', async () => {
    const { code, stderr } = await crossroads(['ask', 'anything'], { env: { OPENAI_BASE_URL: 'not a url' } });
    expect(code).toBe(1);
    expect(stderr).toContain('OPENAI_BASE_URL is "not a url"');
    expect(stderr).toContain('OPENAI_BASE_URL=http');
  });

  test('a wrong key is never repeated', async () => {
    const { code, stderr } = await crossroads(['ask', 'anything'], { env: { OPENAI_API_KEY: 'sk secret' } });
    expect(code).toBe(1);
    expect(stderr).toContain('OPENAI_API_KEY');
    expect(stderr).not.toContain('secret');
  });
});
