import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { createLexicon, type LexiconData } from '../../src/text/lexicon.ts';
import { stem, words } from '../../src/text/tokenize.ts';
import { startCost } from '../support/clock.ts';
import { failure, folder, load } from './folder.ts';

const lines = (...list: string[]) => list.join('\n');
const faulty = (lexicon: string | Uint8Array) => failure({ 'a.md': 'Text.', 'lexicon.yaml': lexicon });

describe('lexicon.yaml', () => {
  it('is optional', async () => {
    expect((await load({ 'a.md': 'Text.' })).lexicon).toBeUndefined();
  });

  it('may be empty or hold comments only', async () => {
    for (const text of ['', '# Nothing yet.\n']) {
      expect((await load({ 'a.md': 'Text.', 'lexicon.yaml': text })).lexicon).toEqual({
        concepts: [],
        opposites: [],
      });
    }
  });

  it('gives entities, concepts and opposites, spaces tidied', async () => {
    const text = lines(
      'entities:',
      '  - name: Tomato',
      'concepts:',
      '  - name: Sun  light',
      '    words: [sunny, "full\tsun"]',
      'opposites:',
      '  - [wet, dry]',
    );
    expect((await load({ 'a.md': 'Text.', 'lexicon.yaml': text })).lexicon).toEqual({
      concepts: [
        { id: 'tomato', name: 'Tomato', words: [], isEntity: true },
        { id: 'sun-light', name: 'Sun light', words: ['sunny', 'full sun'], isEntity: false },
      ],
      opposites: [['wet', 'dry']],
    });
  });

  it('is no document', async () => {
    const { documents } = await load({ 'a.md': 'Text.', 'lexicon.yaml': 'entities: []' });
    expect([...documents.keys()]).toEqual(['a']);
  });

  it('changes the version of the knowledge when it is added, edited or removed', async () => {
    const { path, write } = await folder({ 'a.md': 'Text.' });
    const without = (await loadKnowledge(path)).version;
    await write('lexicon.yaml', 'concepts: [{name: pay}]');
    const before = (await loadKnowledge(path)).version;
    await write('lexicon.yaml', 'concepts: [{name: pay, words: [wage]}]');
    const after = (await loadKnowledge(path)).version;
    expect(new Set([without, before, after]).size).toBe(3);
    await write('lexicon.yaml', 'concepts: [{name: pay}]');
    expect((await loadKnowledge(path)).version).toBe(before);
  });

  it.each([
    ['words that are a number', ['concepts:', '  - name: year', '    words: [age, 2026]'], 3],
    ['words that YAML reads as true', ['opposites:', '  - [easy, hard]', '  - [true, false]'], 3],
    ['words without a list', ['concepts:', '  - name: pay', '    words: wage'], 3],
    ['a pair of three words', ['opposites:', '  - [a, b]', '  - [a, b, c]'], 3],
    ['a pair of one word', ['opposites:', '  - [a]'], 2],
    ['an empty word', ['concepts:', '  - name: pay', '    words: [wage, " "]'], 3],
    ['a word of more than 100 characters', ['concepts:', `  - name: ${'x'.repeat(101)}`], 2],
    ['an unknown key of a concept', ['concepts:', '  - name: pay', '  - name: age', '    synonyms: [x]'], 4],
    ['broken YAML', ['concepts:', '  - name: pay', '    words: [wage'], 3],
    ['one key twice', ['concepts: []', 'entities: []', 'concepts: []'], 3],
  ])('refuses %s, naming file and line', async (_, text, line) => {
    expect(await faulty(lines(...text))).toMatch(new RegExp(`lexicon\\.yaml:${line}: `));
  });

  it('refuses a concept without a name, naming the concept', async () => {
    const text = lines('concepts:', '  - name: pay', '  - words: [wage]');
    expect(await faulty(text)).toMatch(/lexicon\.yaml:\d+: "concepts\.1\.name"/);
  });

  it('refuses an unknown key, naming it', async () => {
    expect(await faulty('concept: []')).toMatch(/lexicon\.yaml:1: .*concept/);
  });

  it('refuses an alias, so that nothing in it can explode', async () => {
    const text = lines('concepts:', '  - name: &p pay', '  - name: age', '    words: [*p]');
    expect(await faulty(text)).toMatch(/lexicon\.yaml:\d+: .*aliases/);
  });

  it('refuses a tag', async () => {
    expect(await faulty('concepts: !!set {}')).toMatch(/lexicon\.yaml:1: /);
  });

  it('refuses one concept twice, whatever the case, and names it', async () => {
    const text = lines('entities:', '  - name: Pay', 'concepts:', '  - name: pay');
    expect(await faulty(text)).toMatch(/lexicon\.yaml.*"pay" is there twice/);
  });

  it('refuses what is not UTF-8, naming the line', async () => {
    const bytes = Buffer.concat([Buffer.from('concepts:\n  - name: caf'), Buffer.from([0xe9, 0x0a])]);
    expect(await faulty(bytes)).toMatch(/lexicon\.yaml:2: is not UTF-8/);
  });

  it.each([
    [
      'a key twice among sixty thousand',
      `${Array.from({ length: 60_000 }, (_, i) => `k${i}: v`).join('\n')}\nk7: v`,
      /:60001: keys must be unique, and "k7"/,
    ],
    [
      'sixty thousand keys that nobody knows',
      Array.from({ length: 60_000 }, (_, i) => `k${i}: v`).join('\n'),
      /:1: unknown key "k0"/,
    ],
    ['a hundred thousand lists within each other', `concepts: ${'['.repeat(100_000)}`, /nested too deeply/],
    ['a hundred thousand maps within each other', `concepts: ${'{a: '.repeat(100_000)}`, /nested too deeply/],
  ])('refuses %s in seconds', async (_name, text, message) => {
    const cost = startCost();
    expect(await faulty(text)).toMatch(message);
    // The parser's own comparison of all keys took more than a minute.
    expect(cost()).toBeLessThan(8000);
  });

  it('refuses a pipe, of which the end may never come', async () => {
    const { path, at } = await folder({ 'a.md': 'Text.' });
    execFileSync('mkfifo', [at('lexicon.yaml')]);
    await expect(loadKnowledge(path)).rejects.toThrow(/lexicon\.yaml: is not a regular file/);
  });

  it('refuses more than 1 MB', async () => {
    expect(await faulty(`#${'x'.repeat(1024 ** 2)}`)).toMatch(/lexicon\.yaml: is larger than 1 MB/);
  });
});

describe('mentions', () => {
  const concept = (name: string, more: string[] = []) => ({ id: name, name, words: more, isEntity: false });
  const named = (data: Partial<LexiconData>, text: string) =>
    createLexicon({ concepts: [], opposites: [], ...data })
      .mentions(text)
      .map((mention) => [mention.concept.name, text.slice(mention.start, mention.end)]);
  const concepts = [concept('role', ['ai']), concept('model', ['ai model']), concept('pay', ['wage'])];

  it('prefers the longest phrase, in whatever order the phrases stand', () => {
    const found = [
      ['model', 'AI models'],
      ['role', 'AI'],
    ];
    expect(named({ concepts }, 'AI models for AI')).toEqual(found);
    expect(named({ concepts: concepts.toReversed() }, 'AI models for AI')).toEqual(found);
  });

  it('falls back to the shorter phrase when the longer one breaks off', () => {
    expect(named({ concepts }, 'AI mode')).toEqual([['role', 'AI']]);
  });

  it('finds other forms of a word, and no part of a word', () => {
    expect(named({ concepts }, 'Wages are paid; the wagering paintbrush said nothing.')).toEqual([
      ['pay', 'Wages'],
      ['pay', 'paid'],
    ]);
  });

  it('finds nothing without a lexicon', () => {
    expect(createLexicon().mentions('AI models')).toEqual([]);
  });
});

describe('the lexicon of this topic', async () => {
  const path = join(import.meta.dirname, '../../knowledge');
  const data = (await loadKnowledge(path)).lexicon ?? { concepts: [], opposites: [] };
  const lexicon = createLexicon(data);
  const names = (text: string) => lexicon.mentions(text).map(({ concept }) => concept.name);
  const stems = (phrase: string) =>
    words(phrase)
      .map(({ word }) => stem(word))
      .join(' ');

  it('tells exactly two roles apart', () => {
    expect(data.concepts.filter(({ isEntity }) => isEntity).map(({ name }) => name)).toEqual([
      'AI engineer',
      'ML engineer',
    ]);
  });

  it('holds no word twice: not in two concepts, not in a role and a concept, not as two forms in one', () => {
    const owners = new Map<string, string[]>();
    for (const { name, words: more } of data.concepts) {
      for (const phrase of [name, ...more]) {
        owners.set(stems(phrase), [...(owners.get(stems(phrase)) ?? []), `${name}: ${phrase}`]);
      }
    }
    expect([...owners.values()].filter((where) => where.length > 1)).toEqual([]);
  });

  it('has for every concept that is not outside a word that occurs in the documents', async () => {
    const files = (await readdir(path)).filter((name) => name.endsWith('.md'));
    const texts = await Promise.all(files.map((name) => readFile(join(path, name), 'utf8')));
    const found = new Set(texts.flatMap(names));
    const inside = data.concepts.filter(({ isOutside }) => !isOutside);
    expect(inside.map(({ name }) => name).filter((name) => !found.has(name))).toEqual([]);
  });

  it('pairs single words, each pair once, and never a word with itself', () => {
    const pairs = data.opposites.map((pair) => pair.map(stems));
    expect(pairs.flat().filter((word) => word.includes(' '))).toEqual([]);
    expect(pairs.filter(([left, right]) => left === right)).toEqual([]);
    expect(new Set(pairs.map((pair) => pair.toSorted().join(' '))).size).toBe(pairs.length);
  });

  it.each([
    ['AI or ML?', ['AI engineer', 'ML engineer']],
    ['a machine-learning engineer', ['ML engineer']],
    ['GenAI devs and LLM engineers', ['AI engineer', 'AI engineer']],
    ['Artificial intelligence', ['AI engineer']],
    ['AI models, an ML model, AI tools', ['model', 'model', 'AI assistant']],
    ['the AI Engineering Field Guide', ['AI Engineering Field Guide']],
    ['MLOps or ML ops', ['MLOps', 'MLOps']],
    ['classic machine learning', ['machine learning basics']],
  ])('reads %j as %j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});
