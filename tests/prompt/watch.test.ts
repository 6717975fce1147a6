import { readFile, rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { loadPrompts, type Prompts } from '../../src/prompt/template.ts';
import { watchPrompts } from '../../src/prompt/watch.ts';
import { folder } from '../knowledge/folder.ts';

/** The project's own file, so that the tests below name no variable but their own. */
const QUESTION = await readFile('prompts/question.md', 'utf8');

/** Watches a folder of prompts and hands out what is reported, one by one: a system message, or an error. */
async function watched() {
  const files = await folder({ 'answer.md': 'First {{notCovered}}.', 'question.md': QUESTION });
  const first = await loadPrompts(files.path);
  const reported: string[] = [];
  let wake = () => {};
  const put = (what: string) => {
    reported.push(what);
    wake();
  };
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  await watchPrompts(files.path, {
    version: first.version,
    debounceMs: 40,
    signal: controller.signal,
    onLoad: (prompts: Prompts) => put(prompts.answer({ notCovered: 'X' })),
    onError: ({ message }) => put(message.replace(files.path, '')),
  });
  const next = async () => {
    while (reported.length === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return reported.shift();
  };
  return { files, next, reported };
}

test('an edited prompt is handed over, and one that says what it said is not', async () => {
  const { files, next, reported } = await watched();
  await files.write('answer.md', 'First {{notCovered}}.');
  await files.write('answer.md', 'Second {{notCovered}}.');
  expect(await next()).toBe('Second X.');
  expect(reported).toEqual([]);
});

test('a broken prompt is told by file and line, and its repair is handed over', async () => {
  const { files, next } = await watched();
  await files.write('answer.md', 'First {{notCovered}}.\n{{nope}}\n');
  expect(await next()).toMatch(/^\/answer\.md:2 uses \{\{nope\}\}/);
  await files.write('answer.md', 'First {{notCovered}}.');
  expect(await next()).toBe('First X.');
});

test('a prompt that is gone is an error, not an empty prompt', async () => {
  const { files, next } = await watched();
  await rm(files.at('question.md'));
  expect(await next()).toContain('/question.md cannot be read');
});
