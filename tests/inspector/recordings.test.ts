import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { replayRecording } from '../../src/cli/replay.ts';
import { parseRecording, type Recording } from '../../src/inspector/record.ts';
import { createRecordings } from '../../src/inspector/recordings.ts';

const FOLDER = fileURLToPath(new URL('../../stage/recordings/', import.meta.url));
const open = async (name: string) => parseRecording(name, await readFile(`${FOLDER}${name}.json`, 'utf8'));

describe('the recordings that come with Crossroads', () => {
  test('can all be read, and are small', async () => {
    const files = await readdir(FOLDER);
    const listed = await createRecordings({ shippedDir: FOLDER, savedDir: '/nowhere' }).list();
    expect(listed.map(({ name }) => `${name}.json`)).toEqual(files.sort());
    for (const file of files) expect((await stat(FOLDER + file)).size, file).toBeLessThan(200_000);
  });

  test('say so where the model is a scripted one', async () => {
    for (const name of ['2-model', '3-failing-upstream'])
      expect((await open(name)).note, name).toContain('The model is a scripted stand-in');
    expect((await open('1-rules')).note).toBeUndefined();
  });

  test('show what their titles say', async () => {
    const stagesOf = ({ turns }: Recording) =>
      turns.map(({ entries }) => entries.flatMap((entry) => ('span' in entry ? [entry.span.stage] : [])));
    for (const stages of stagesOf(await open('1-rules'))) expect(stages).not.toContain('compose');
    expect(stagesOf(await open('2-model'))[0]).toContain('first-token');
    const [first, ...later] = stagesOf(await open('3-failing-upstream'));
    expect(first).not.toContain('fallback');
    for (const stages of later) expect(stages).toContain('fallback');
  });
});

test('a list tells what was saved, what has changed since, and leaves out what is none', async () => {
  const savedDir = await mkdtemp(join(tmpdir(), 'crossroads-saved-'));
  const recordings = createRecordings({ shippedDir: '/nowhere', savedDir });
  const recording = { ...(await open('1-rules')), title: 'Mine' };
  const name = await recordings.save(recording);
  await writeFile(join(savedDir, 'none.json'), '{}');
  expect(await recordings.list()).toMatchObject([{ name, title: 'Mine', turns: recording.turns.length }]);
  await writeFile(join(savedDir, `${name}.json`), JSON.stringify({ ...recording, title: 'Changed' }));
  expect(await recordings.list()).toMatchObject([{ name, title: 'Changed', isOwn: true }]);
  await rm(savedDir, { recursive: true });
});

describe('a replay in the terminal', () => {
  let recording: Recording;
  beforeAll(async () => {
    recording = await open('2-model');
  });

  /** Everything it writes, and the milliseconds that it waited. */
  async function replay(pace: { speed?: number; next?: () => Promise<void> } = {}) {
    let text = '';
    let waited = 0;
    await replayRecording(
      recording,
      (piece) => {
        text += piece;
      },
      {
        ...pace,
        wait: async (ms) => {
          waited += ms;
        },
      },
    );
    return { text, waited };
  }

  test('shows every stage and the whole answer', async () => {
    const { text } = await replay();
    for (const { question, entries } of recording.turns) {
      expect(text).toContain(`> ${question}\n`);
      const answer = entries.map((entry) =>
        'event' in entry && entry.event.type === 'answer.delta' ? entry.event.text : '',
      );
      expect(text).toContain(answer.join(''));
      for (const entry of entries)
        if ('span' in entry) expect(text).toContain(`  ${entry.span.stage.padEnd(12)}`);
    }
  });

  test('takes as long as it took, or as much longer as it is told to', async () => {
    const length = recording.turns.reduce((sum, { entries }) => sum + (entries.at(-1)?.ms ?? 0), 0);
    expect((await replay({ speed: 1 })).waited).toBeCloseTo(length);
    expect((await replay({ speed: 0.5 })).waited).toBeCloseTo(2 * length);
  });

  test('stretches a turn that would be over before it is seen', async () => {
    recording = await open('1-rules');
    const { waited } = await replay();
    expect(waited).toBeGreaterThanOrEqual(2900 * recording.turns.length);
  });

  test('waits for its reader after each line when it goes by steps', async () => {
    let steps = 0;
    const { text } = await replay({
      next: async () => {
        steps += 1;
      },
    });
    expect(steps).toBe(text.split('\n').filter((line) => /^ {2}\S/.test(line)).length);
  });
});
