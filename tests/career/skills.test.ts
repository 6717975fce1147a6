import { describe, expect, test } from 'vitest';
import { skillGap } from '../../src/career/gap.ts';
import { readSkills, type StatedSkills } from '../../src/career/skills.ts';
import { ownCareer } from './data.ts';

const { skills: file } = await ownCareer();
const read = (text: string, options = {}) =>
  Object.fromEntries(readSkills(file, text, options).skills.map(({ skillId, level }) => [skillId, level]));
const unknown = (text: string) => readSkills(file, text).unknown;
const none: StatedSkills = { skills: [], unknown: [] };

describe('stated skills', () => {
  test.each([
    ['I know Python and pgvector', { python: 3, 'vector-search': 3 }],
    ['I use k8s daily and sklearn a little', { cloud: 3, training: 2 }],
    ["I've heard of RAG, some Kubernetes, expert in SQL", { rag: 1, cloud: 2, features: 4 }],
    ['I have 5 years of Python, Docker and Git', { python: 3, cloud: 3, 'software-development': 3 }],
    ['I am a data engineer with 10 years of Spark', { features: 4 }],
    ["I don't know PyTorch or TensorFlow", { training: 0 }],
    ['I know Python but not Docker', { python: 3, cloud: 0 }],
    ['I have never used Docker', { cloud: 0 }],
    ["I'm learning pytorch", { training: 2 }],
    ['I know Pyhton', { python: 3 }],
    ['What do I miss for AI engineer if I know Pinecone?', { 'vector-search': 3 }],
    ['I know Python, do I need Docker?', { python: 3 }],
    ['Python: expert, SQL: basic', { python: 4, features: 2 }],
    ['comfortable with React, less so with Python', { typescript: 3, python: 2 }],
    ['I am a web developer', { 'software-development': 3 }],
  ])('"%s"', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test.each([
    'Do I need Docker?',
    'I want to learn Docker',
    "I'd like to use Docker",
    'my friend knows Python',
    'Python vs TypeScript',
    'what is RAG?',
    'I know that Python is popular',
    'Which tools do AI engineers use, Python or Docker?',
  ])('are not read from "%s"', (text) => {
    expect(readSkills(file, text)).toEqual(none);
  });

  test('are read from a bare list when skills were asked for, and only then', () => {
    expect(read('Python, Docker, RAG')).toEqual({});
    expect(read('Python, Docker, RAG', { listed: true })).toEqual({ python: 2, cloud: 2, rag: 2 });
  });

  test('maths stands for the three kinds of it', () => {
    expect(read('I am not good at maths')).toEqual({ 'linear-algebra': 0, calculus: 0, statistics: 0 });
  });

  test('every skill is read from its own name and each of its synonyms', () => {
    for (const { id, name, words } of file.skills) {
      for (const word of [name, ...words]) {
        expect(Object.keys(read(`My skills: ${word}.`, { listed: true })), word).toContain(id);
      }
    }
  });
});

describe('skills that the list does not hold', () => {
  test.each([
    ['I know COBOL', ['COBOL']],
    ['i know cobol and python', ['cobol']],
    ['I have experience with SAP ABAP, Python and a bit of React', ['SAP ABAP']],
    ['I use Figma and Photoshop', ['Figma', 'Photoshop']],
  ])('"%s"', (text, expected) => {
    expect(unknown(text)).toEqual(expected);
  });

  test.each([
    'I know nothing',
    'I know how it works',
    'I know people there',
    'Do you know COBOL?',
    'I use Python daily',
  ])('are not seen in "%s"', (text) => {
    expect(unknown(text)).toEqual([]);
  });
});

describe('the gap', () => {
  test('is the required level minus the stated one, for skills of weight 2 and more', () => {
    const { lines } = skillGap(file, 'ai-engineer', readSkills(file, 'I know Python and have heard of RAG'));
    const of = (id: string) => lines.find(({ skill }) => skill.id === id);
    expect(of('python')).toMatchObject({ weight: 3, required: 3, stated: 3, gap: 0 });
    expect(of('rag')).toMatchObject({ weight: 3, required: 2, stated: 1, gap: 1 });
    expect(of('prompting')).toMatchObject({ weight: 3, required: 3, stated: 0, gap: 3 });
    expect(lines.every(({ weight }) => weight >= 2)).toBe(true);
    expect(of('calculus')).toBeUndefined();
  });

  test.each(['ai-engineer', 'ml-engineer'])(
    'of %s is sorted by weight times gap, equals as in the file',
    (role) => {
      const { lines, first } = skillGap(file, role, readSkills(file, 'I know Python, some Docker'));
      const order = file.skills.map(({ id }) => id);
      for (const [at, line] of lines.entries()) {
        const next = lines[at + 1];
        if (!next) continue;
        const [size, nextSize] = [line.weight * line.gap, next.weight * next.gap];
        expect(size).toBeGreaterThanOrEqual(nextSize);
        if (size === nextSize)
          expect(order.indexOf(line.skill.id)).toBeLessThan(order.indexOf(next.skill.id));
      }
      expect(first).toEqual(lines.slice(0, 3));
    },
  );

  test('with nothing stated names what weighs most', () => {
    const names = (role: string) => skillGap(file, role, none).first.map(({ skill }) => skill.id);
    expect(names('ai-engineer')).toEqual(['software-development', 'python', 'apis']);
    expect(names('ml-engineer')).toEqual(['python', 'evaluation', 'linear-algebra']);
  });

  test('is empty when everything is there', () => {
    const all = { skills: file.skills.map(({ id }) => ({ skillId: id, level: 4, words: id })), unknown: [] };
    expect(skillGap(file, 'ml-engineer', all).first).toEqual([]);
  });

  test('a higher level never widens it', () => {
    for (const { id } of file.skills) {
      const gapAt = (level: number) =>
        skillGap(file, 'ml-engineer', {
          skills: [{ skillId: id, level, words: id }],
          unknown: [],
        }).lines.reduce((sum, { weight, gap }) => sum + weight * gap, 0);
      for (let level = 1; level <= 4; level++) expect(gapAt(level)).toBeLessThanOrEqual(gapAt(level - 1));
    }
  });
});
