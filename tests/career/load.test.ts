import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { loadCareer } from '../../src/career/load.ts';
import { AppError } from '../../src/errors.ts';
import { KNOWLEDGE } from './data.ts';

const root = await mkdtemp(join(tmpdir(), 'career-'));
let dir = root;
let folders = 0;
afterAll(() => rm(root, { recursive: true }));
beforeEach(async () => {
  dir = join(root, String(folders++));
  for (const name of ['assessment', 'skills', 'plan']) {
    await cp(join(KNOWLEDGE, `${name}.yaml`), join(dir, `${name}.yaml`));
  }
});

async function change(name: string, from: string, to: string) {
  const path = join(dir, name);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}

async function problem(): Promise<string> {
  const error = await loadCareer(dir).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(AppError);
  expect(error).toHaveProperty('code', 'knowledge_invalid');
  return (error as AppError).message;
}

describe('the career files', () => {
  test("the project's own load, with 8 questions, 25 skills and a path a role", async () => {
    const career = await loadCareer(dir);
    expect(career?.assessment.questions).toHaveLength(8);
    expect(career?.skills?.skills).toHaveLength(25);
    expect(Object.keys(career?.plan?.paths ?? {})).toEqual(career?.roles.map(({ id }) => id));
  });

  test('a folder without any has no career tools, nor has a single file', async () => {
    expect(await loadCareer(join(dir, 'none'))).toBeUndefined();
    expect(await loadCareer(join(KNOWLEDGE, 'article.md'))).toBeUndefined();
  });

  test('an assessment alone is enough', async () => {
    await rm(join(dir, 'skills.yaml'));
    await rm(join(dir, 'plan.yaml'));
    const career = await loadCareer(dir);
    expect(career).toHaveProperty('assessment');
    expect(career).not.toHaveProperty('skills');
  });

  test('other roles can be compared', async () => {
    for (const name of ['assessment', 'skills', 'plan']) {
      const path = join(dir, `${name}.yaml`);
      const text = await readFile(path, 'utf8');
      await writeFile(path, text.replaceAll('ai-engineer', 'baker').replaceAll('AI engineer', 'baker'));
    }
    expect((await loadCareer(dir))?.roles[0]).toMatchObject({ id: 'baker', name: 'baker' });
  });
});

describe('a mistake is named with its file, place and fix', () => {
  test('broken YAML', async () => {
    await change('skills.yaml', '    name: Python\n', '    name: [Python\n');
    expect(await problem()).toMatch(/skills\.yaml:\d+: /);
  });

  test('an unknown key', async () => {
    await change('skills.yaml', '    learn: ', '    lern: ');
    expect(await problem()).toMatch(/skills\.yaml:\d+: .*(lern|learn)/);
  });

  test('an alias', async () => {
    await change('skills.yaml', 'levels:', 'x: &a [1]\ny: *a\nlevels:');
    expect(await problem()).toMatch(/skills\.yaml.*alias/);
  });

  test('a missing question in the order', async () => {
    await change('assessment.yaml', 'order: [day, ', 'order: [');
    expect(await problem()).toMatch(/assessment\.yaml: "verdict\.order".*"day" is missing; add it/);
  });

  test('points for a role that does not exist', async () => {
    await change('assessment.yaml', 'points: {ai-engineer: 3}', 'points: {poet: 3}');
    expect(await problem()).toMatch(/no role "poet"; expected one of ai-engineer, ml-engineer/);
  });

  test('a phrase with a list that does not exist', async () => {
    await change('assessment.yaml', '"$like * $shipping"', '"$adoring * $shipping"');
    expect(await problem()).toMatch(/assessment\.yaml.*there is no list "\$adoring"/);
  });

  test('a step that teaches a skill nobody lists', async () => {
    await change('plan.yaml', 'skills: [prompting]', 'skills: [juggling]');
    expect(await problem()).toMatch(/plan\.yaml.*no skill "juggling"/);
  });

  test('skills without an assessment, which names the roles', async () => {
    await rm(join(dir, 'assessment.yaml'));
    expect(await problem()).toMatch(/needs assessment\.yaml beside it/);
  });

  test('a file that is not UTF-8', async () => {
    await writeFile(join(dir, 'plan.yaml'), Buffer.from([0xff, 0xfe, 0x41]));
    expect(await problem()).toMatch(/plan\.yaml:1: is UTF-16; save the file as UTF-8/);
  });
});
