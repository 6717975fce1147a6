import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPrompts, parseTemplate } from '../../src/prompt/template.ts';

describe('parseTemplate', () => {
  it('puts values in as they are, braces and dollar signs included', () => {
    const render = parseTemplate('p.md', 'Q: {{ question }}, again {{question}}!\n', ['question']);
    expect(render({ question: '$& {{question}}' })).toBe('Q: $& {{question}}, again $& {{question}}!');
  });

  it.each([
    ['a\n\nb {{nope}} {{question}}', 'p.md:3 uses {{nope}}, which does not exist: it may use {{question}}.'],
    ['a\nb', 'p.md:2 never uses {{question}}: put it where its value belongs; needed are {{question}}.'],
    ['{{question}}\n{{question', 'p.md:2 has a lone "{{": a variable is written like one of {{question}}.'],
    ['{{question}}\r\nx }}', 'p.md:2 has a lone "}}": a variable is written like one of {{question}}.'],
    ['  \n', 'p.md:1 is empty: write the prompt, using {{question}}.'],
  ])('refuses %j, naming line and fix', (source, message) => {
    expect(() => parseTemplate('p.md', source, ['question'])).toThrow(
      expect.objectContaining({ code: 'prompt_invalid', message }),
    );
  });
});

describe('loadPrompts', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'prompts-'));
    await writeFile(join(dir, 'answer.md'), 'Say {{notCovered}}.');
    await writeFile(join(dir, 'question.md'), '{{passages}} {{profile}} {{question}} {{standaloneQuery}}');
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('loads the prompts of the project', async () => {
    const prompts = await loadPrompts('prompts');
    expect(prompts.answer({ notCovered: 'NO_WORD' })).toContain('NO_WORD');
  });

  it('names a missing file', async () => {
    await rm(join(dir, 'question.md'));
    await expect(loadPrompts(dir)).rejects.toMatchObject({
      code: 'prompt_invalid',
      message: `${join(dir, 'question.md')} cannot be read: restore it from the project's prompts folder.`,
    });
  });

  it.each([
    ['is not UTF-8', Buffer.from([0x61, 0xff])],
    ['more than 65536', Buffer.alloc(70_000, 'a')],
  ])('refuses a file that %s', async (problem, bytes) => {
    await writeFile(join(dir, 'answer.md'), bytes);
    await expect(loadPrompts(dir)).rejects.toMatchObject({
      code: 'prompt_invalid',
      message: expect.stringContaining(problem),
    });
  });
});
