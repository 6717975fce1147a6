import { describe, expect, it } from 'vitest';
import { type Block, chunk, slugify } from '../../src/knowledge/chunk.ts';

const blocks = (...texts: (string | Partial<Block>)[]): Block[] => {
  let at = 0;
  return texts.map((given) => {
    const part = typeof given === 'string' ? { text: given } : given;
    const start = at;
    const text = part.text ?? '';
    at += text.length + 2;
    return {
      kind: 'paragraph',
      start,
      end: start + text.length,
      sourceAt: (offset) => start + offset,
      ...part,
      text,
    };
  });
};
const texts = (...given: (string | Partial<Block>)[]) =>
  chunk('d', [{ headings: [], questions: [], blocks: blocks(...given) }]).map((passage) => passage.text);

const FULL = 'This paragraph has clearly more than a dozen words, so that it stands alone as a passage.';

describe('chunk', () => {
  it('joins a short paragraph to the one that follows', () => {
    expect(texts('In short.', FULL, FULL)).toEqual([`In short.\n${FULL}`, FULL]);
  });

  it('joins a short last paragraph to the one before, and leaves an only one alone', () => {
    expect(texts(FULL, 'That is all.')).toEqual([`${FULL}\nThat is all.`]);
    expect(texts('That is all.')).toEqual(['That is all.']);
  });

  it('does not join a paragraph to a table that stands before it', () => {
    expect(texts({ kind: 'table', text: 'Row.' }, 'That is all.')).toEqual(['Row.', 'That is all.']);
  });

  it('joins a lead-in of any length to its list', () => {
    const leadIn = `${FULL.slice(0, -1)}:`;
    expect(texts(leadIn, { kind: 'list', text: 'a\nb' }, FULL)).toEqual([`${leadIn}\na\nb`, FULL]);
  });

  it('does not take twelve words without spaces for a short paragraph', () => {
    const chinese = '人工智能工程师把现有的模型集成到应用程序中'.repeat(5);
    expect(texts(chinese, FULL)).toEqual([chinese, FULL]);
  });

  it('never joins across headings', () => {
    const section = (heading: string) => ({ headings: [heading], questions: [], blocks: blocks('Short.') });
    expect(chunk('d', [section('A'), section('B')]).map((passage) => passage.id)).toEqual(['d#a.1', 'd#b.1']);
  });

  it('splits a long paragraph at sentence ends, to parts of even length', () => {
    const sentence = 'Each of these sentences is made of exactly ten words. ';
    const parts = texts(sentence.repeat(50).trim());
    expect(parts).toHaveLength(3);
    for (const part of parts) {
      expect(part).toMatch(/^Each.*words\.$/);
      expect(part.split(' ').length).toBeLessThanOrEqual(220);
      expect(part.split(' ').length).toBeGreaterThan(100);
    }
    expect(parts.join(' ')).toBe(sentence.repeat(50).trim());
  });

  it('cuts a sentence without end at a word, and a word without end anywhere but within a character', () => {
    const endless = 'word '.repeat(2000).trim();
    expect(texts(endless).join(' ')).toBe(endless);
    expect(texts(endless).every((part) => part.length <= 2500)).toBe(true);
    const emoji = '🧭'.repeat(5000);
    expect(texts(emoji).join('')).toBe(emoji);
    expect(texts(emoji).every((part) => part.isWellFormed() && part.length <= 2500)).toBe(true);
  });

  it('makes slugs of letters and digits of any script', () => {
    expect(slugify('What is “RAG” (2026)?')).toBe('what-is-rag-2026');
    expect(slugify('Über größe')).toBe('über-größe');
    expect(slugify('…')).toBe('section');
  });
});
