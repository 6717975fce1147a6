import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '../../src/knowledge/load.ts';
import { startCost } from '../support/clock.ts';
import { failure, folder, load } from './folder.ts';

describe('a .jsonl corpus', () => {
  it('makes one passage of each row, with its _id as id and its title as heading', async () => {
    const rows =
      '{"_id":"MED-1","title":"A  title","text":"Two\\nlines.","metadata":{"url":"x"}}\r\n\n{"_id":2,"text":"Plain."}';
    const { documents, passages } = await load({ 'corpus.jsonl': rows });
    expect([...documents.values()]).toEqual([
      { id: 'corpus', title: 'corpus', kind: 'article', sources: [], path: 'corpus.jsonl' },
    ]);
    expect(passages).toEqual([
      {
        id: 'MED-1',
        documentId: 'corpus',
        headings: ['A title'],
        text: 'Two\nlines.',
        range: { start: 0, end: rows.indexOf('\r') + 1 },
        questions: [],
      },
      {
        id: '2',
        documentId: 'corpus',
        headings: [],
        text: 'Plain.',
        range: { start: rows.indexOf('{"_id":2'), end: rows.length },
        questions: [],
      },
    ]);
  });

  it('takes the title of a row without text as its text, and leaves a row without either out', async () => {
    const { passages } = await load({
      'c.jsonl': '{"_id":"1","title":"Only a title","text":""}\n{"_id":"2","title":null,"text":" "}',
    });
    expect(passages.map(({ id, text }) => [id, text])).toEqual([['1', 'Only a title']]);
  });

  it('does not chunk a long row', async () => {
    const text = 'Many words stand in this long row. '.repeat(200).trim();
    const { passages } = await load({ 'c.jsonl': JSON.stringify({ _id: 'x', text }) });
    expect(passages.map((passage) => passage.text)).toEqual([text]);
  });

  it('reads rows of up to 1 MB, wherever the reads cut them', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => ({
      _id: `r${index}`,
      text: 'é☕🧭'.repeat(1000 * 2 ** index),
    }));
    const small = rows.filter((row) => Buffer.byteLength(JSON.stringify(row)) < 1024 ** 2);
    const { passages } = await load({ 'c.jsonl': small.map((row) => JSON.stringify(row)).join('\n') });
    expect(small.length).toBeGreaterThan(5);
    expect(passages.map((passage) => passage.text)).toEqual(small.map((row) => row.text));
  });

  const bad: Record<string, [line: string, message: RegExp]> = {
    'that is no JSON': ['{"_id": "2", text}', /c\.jsonl:3: is not JSON; expected \{"_id"/],
    'that is a list': ['[1]', /c\.jsonl:3: .*expected object.*expected \{"_id"/],
    'without _id': ['{"text":"x"}', /c\.jsonl:3: "_id": /],
    'with an empty _id': ['{"_id":"","text":"x"}', /c\.jsonl:3: "_id": /],
    'whose _id nobody can see': ['{"_id":"\\u200b","text":"x"}', /c\.jsonl:3: "_id"/],
    'without text': ['{"_id":"2"}', /c\.jsonl:3: "text": .*expected string/],
    'with a number as title': ['{"_id":"2","title":5,"text":"x"}', /c\.jsonl:3: "title": .*expected string/],
    'whose _id was used before': ['{"_id":"1","text":"x"}', /c\.jsonl:3: _id "1" is used before, on line 1/],
    'over 1 MB': [
      `{"_id":"2","text":"${'x'.repeat(1024 ** 2)}"}`,
      /c\.jsonl:3: this line is longer than 1 MB/,
    ],
    'without end': ['x'.repeat(5 * 1024 ** 2), /c\.jsonl:3: this line is longer than 1 MB/],
  };
  for (const [name, [line, message]] of Object.entries(bad)) {
    it(`names the line of a row ${name}`, async () => {
      expect(await failure({ 'c.jsonl': `{"_id":"1","text":"Good."}\n\n${line}\n` })).toMatch(message);
    });
  }

  it('does not let a __proto__ field through', async () => {
    const { passages } = await load({ 'c.jsonl': '{"_id":"1","text":"x","__proto__":{"polluted":true}}' });
    expect(passages).toHaveLength(1);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('loads 30,000 rows within two and a half seconds of processor time', async () => {
    const text =
      'The study asks how retrieval behaves when documents are long, and compares several sets. '.repeat(8);
    const rows = Array.from({ length: 30_000 }, (_, index) =>
      JSON.stringify({ _id: `d${index}`, title: 'A study', text }),
    );
    const { at } = await folder({ 'big.jsonl': rows.join('\n') });
    const cost = startCost();
    const { passages } = await loadKnowledge(at('big.jsonl'));
    expect(passages).toHaveLength(30_000);
    expect(cost()).toBeLessThan(2500);
  });
});
