import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPhraseBook } from '../../src/career/phrase-book.ts';
import { compilePhrase, findEither } from '../../src/career/phrases.ts';
import { tokensOf } from '../../src/career/words.ts';

const LISTS = { likes: ['love', 'really enjoy', 'am fond of'], chores: ['tidy up', 'wash'] };
const SOURCES = [
  '$likes * boats',
  'boats',
  '!$likes $chores',
  '# knots',
  '* harbour',
  'tidy up',
  'the boats of',
];
const WORDS =
  'I do not love really enjoy am fond of tidy up wash the boats 3 four knots * harbour , . !'.split(' ');

describe('a phrase book', () => {
  const entries = SOURCES.map((source) => ({ source, phrase: compilePhrase(source, LISTS) }));
  const book = createPhraseBook(entries);

  it('leaves out no phrase that a text holds', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }), (said) => {
        const tokens = tokensOf(said.join(' '));
        const held = entries.filter(({ phrase }) => findEither(phrase, tokens).length > 0);
        expect(book.near(tokens).filter((entry) => held.includes(entry))).toEqual(held);
      }),
    );
  });

  it('leaves out phrases whose first words a text does not hold', () => {
    const near = book.near(tokensOf('Please tidy up.')).map(({ source }) => source);
    expect(near).toContain('tidy up');
    expect(near).not.toContain('boats');
  });
});
