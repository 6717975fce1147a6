import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stem, terms, words } from '../../src/text/tokenize.ts';
import { startCost } from '../support/clock.ts';

const split = (text: string) => words(text).map(({ word }) => word);
const termsOf = (text: string) => terms(text).map(({ term }) => term);

test('folds case, accents and compatibility forms to one word', () => {
  expect(split('Café CAFÉ cafe\u0301 cafe')).toEqual(['cafe', 'cafe', 'cafe', 'cafe']);
  expect(split('ﬁne Ｆｕｌｌｗｉｄｔｈ')).toEqual(['fine', 'fullwidth']);
  expect(split('𝕬𝖌𝖊𝖓𝖙')).toEqual(['agent']);
});

test('splits words of any script at spaces and punctuation', () => {
  expect(split('Привет, мир! naïve—façade (über)')).toEqual(['привет', 'мир', 'naive', 'facade', 'uber']);
});

test.each([
  ["don't", 'dont'],
  ['don’t', 'dont'],
  ["rock'n'roll", 'rocknroll'],
  ["O'Reilly", 'oreilly'],
])('keeps the apostrophe of %s inside its word', (typed, word) => {
  expect(split(typed)).toEqual([word]);
});

test.each(["the engineer's tools", 'the engineer’s tools', "THE ENGINEER'S TOOLS"])(
  'drops the possessive of "%s"',
  (text) => {
    expect(split(text)).toEqual(['the', 'engineer', 'tools']);
  },
);

test('drops quotation marks around a word but not its letters', () => {
  expect(split("'prompts' “models” `code`")).toEqual(['prompts', 'models', 'code']);
});

test('tells C, C++ and C# apart', () => {
  expect(split('C, C++ and C#.')).toEqual(['c', 'c++', 'and', 'c#']);
  expect(new Set(termsOf('C C++ C#')).size).toBe(3);
});

test('keeps numbers, and parts of a hyphenated word each for itself', () => {
  expect(split('GPT-4.1 in 2026: state-of-the-art')).toEqual('gpt 4 1 in 2026 state of the art'.split(' '));
});

test('says where each word stands, so that it can be found again', () => {
  const text = "An engineer's 1st  naïve model.";
  expect(words(text).map(({ start, end }) => text.slice(start, end))).toEqual([
    'An',
    "engineer's",
    '1st',
    'naïve',
    'model',
  ]);
});

test.each([
  ['optimise', 'optimize'],
  ['optimising', 'optimization'],
  ['analyse', 'analyze'],
  ['colour', 'color'],
  ['behaviours', 'behavior'],
  ['centre', 'center'],
  ['modelling', 'modeling'],
  ['licence', 'license'],
  ['defence', 'defense'],
  ['programme', 'programs'],
])('reads %s and %s as one term', (british, american) => {
  expect(stem(british)).toBe(stem(american));
});

test.each([
  ['train', 'training', 'trained', 'trains'],
  ['build', 'built', 'building', 'builds'],
  ['write', 'wrote', 'written', 'writing'],
  ['choose', 'chose', 'chosen', 'choosing'],
  ['maths', 'math', 'mathematics', 'mathematical'],
  ['child', 'children'],
  ['matrix', 'matrices'],
  ['salary', 'salaries'],
])('brings the forms of %s together', (...forms) => {
  expect(new Set(forms.map(stem)).size).toBe(1);
});

test.each([
  ['model', 'mode'],
  ['engineer', 'engagement'],
  ['data', 'date'],
  ['learn', 'lean'],
])('keeps %s and %s apart', (one, other) => {
  expect(stem(one)).not.toBe(stem(other));
});

test('leaves out the words that people only wrap a question in', () => {
  expect(termsOf('Hi, could you please tell me what the heck gradient descent is?')).toEqual([
    stem('heck'),
    stem('gradient'),
    stem('descent'),
  ]);
  expect(termsOf("What's it like? And why don't they?")).toEqual([]);
});

test.each(['constructor', '__proto__', 'hasOwnProperty', 'toString'])(
  'treats %s as any other word',
  (word) => {
    const [first, ...rest] = terms(`${word} training`);
    expect(typeof first?.term).toBe('string');
    expect(rest.map(({ term }) => term)).toEqual(['train']);
  },
);

test('an empty text, or one of marks alone, has no words', () => {
  for (const text of ['', '  \n\t', '?!… ++ ## —', "'’'"]) expect(split(text)).toEqual([]);
});

test('cuts a word without end, and takes no longer than its length asks for', () => {
  const cost = (text: string) => {
    const ms = startCost();
    const found = terms(text);
    return { ms: ms(), longest: Math.max(...found.map(({ word }) => word.length)) };
  };
  for (const unit of ['a', "a'", 'é', 'e\u0301', '\u0301', 'a+', '#', 'ising']) {
    const { ms, longest } = cost(unit.repeat(20_000));
    expect(longest).toBeLessThanOrEqual(64 * 18);
    // 20,000 units take a few milliseconds; a quadratic pattern takes seconds.
    expect(ms).toBeLessThan(500);
  }
});

test('words stand in order and inside the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      let last = 0;
      for (const { word, start, end } of words(text)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(word).not.toBe('');
        last = end;
      }
    }),
  );
});

test('upper case, white space and punctuation around a text change no term', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (list) => {
      const plain = termsOf(list.join(' '));
      expect(termsOf(list.join(', ').toUpperCase())).toEqual(plain);
      expect(termsOf(`  “${list.join('\n\t')}”?!`)).toEqual(plain);
    }),
  );
});

test('"we\'d" and "she\'ll" are no content words, and "shed" is', () => {
  expect(terms("we'd like what she’ll recommend for a shed").map(({ word }) => word)).not.toContain('wed');
  expect(terms("she'll, you'd, a shed").map(({ word }) => word)).toEqual(['shed']);
});

test('a plural of letters that stand for words has the same stem as one of them', () => {
  expect(stem('dvds')).toBe(stem('dvd'));
  expect(stem('tvs')).toBe(stem('tv'));
  expect(stem('gps')).not.toBe(stem('gp'));
});
