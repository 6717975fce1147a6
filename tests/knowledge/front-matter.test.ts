import { describe, expect, it } from 'vitest';
import { failure, load } from './folder.ts';

const article = (yaml: string) => ({ 'a.md': `---\n${yaml}\n---\n\nText.\n` });

describe('front matter', () => {
  it('describes the document', async () => {
    const { documents } = await load(
      article(
        [
          'id: roles',
          'title: "The two roles"',
          'kind: notes',
          'url: https://example.org/roles',
          'as_of: 2026-02-28',
          'sources:',
          '  - title: A survey',
          '    url: http://example.org/survey',
          '    date: 2025',
          '  - title: A talk',
        ].join('\n'),
      ),
    );
    expect(documents.get('roles')).toEqual({
      id: 'roles',
      title: 'The two roles',
      kind: 'notes',
      url: 'https://example.org/roles',
      asOf: '2026-02-28',
      sources: [{ title: 'A survey', url: 'http://example.org/survey', date: '2025' }, { title: 'A talk' }],
      path: 'a.md',
    });
  });

  it('names the author and the day, as blogs do', async () => {
    const { documents } = await load(article('author: [Mo Ek, Ana Li]\ndate: 2026-02-10T09:30:00Z'));
    expect(documents.get('a')).toMatchObject({ author: 'Mo Ek, Ana Li', date: '2026-02-10' });
    expect((await load(article('author: Mo\ndate: 2026'))).documents.get('a')).toMatchObject({
      date: '2026',
    });
  });

  it('may hold what other programs keep there', async () => {
    const { documents } = await load(
      article('title: T\ntags: [a, b]\nlayout: post\ndraft: false\nweight: 3'),
    );
    expect(documents.get('a')).toEqual({ id: 'a', title: 'T', kind: 'article', sources: [], path: 'a.md' });
  });

  it('may be missing or empty', async () => {
    expect((await load({ 'a.md': 'Text.' })).documents.get('a')?.kind).toBe('article');
    expect((await load({ 'a.md': '---\n---\nText.' })).documents.get('a')?.kind).toBe('article');
  });

  it('is read with Windows line ends', async () => {
    const { documents } = await load({ 'a.md': '---\r\ntitle: T\r\n---\r\nText.\r\n' });
    expect(documents.get('a')?.title).toBe('T');
  });

  it('is not taken for a rule that opens the text', async () => {
    const { passages } = await load({ 'a.md': '---\n\nText below a rule.' });
    expect(passages[0]?.text).toBe('Text below a rule.');
  });

  const bad: Record<string, [yaml: string, message: RegExp]> = {
    'an unknown key': ['title: T\ntitel: Me', /a\.md:3: .*unknown key "titel"; known are id, title/],
    'an unknown key of a source': [
      'sources:\n  - title: T\n    link: x',
      /a\.md:4: .*"sources\.0\.link"; known are title/,
    ],
    'a wrong kind': ['title: T\nkind: blog', /a\.md:3: .*"kind": .*article.*notes/],
    'a title of another type': ['title: 2026', /a\.md:2: .*"title": .*expected string/],
    'an empty title': ['title: " "', /a\.md:2: .*"title": is empty/],
    'an id with spaces': ['id: two words', /a\.md:2: .*"id": expected letters/],
    'an address that is not of the web': [
      'url: javascript:alert(1)',
      /a\.md:2: .*"url": expected an http or https/,
    ],
    'a source without a title': ['sources:\n  - url: https://example.org', /a\.md:3: .*"sources\.0\.title"/],
    'a day that does not exist': ['as_of: 2026-02-30', /a\.md:2: .*"as_of": expected a day such as/],
    'broken YAML': ['id: a\ntitle: [T', /a\.md:\d: front matter: /],
    'the same key twice': ['id: a\nid: b', /a\.md:3: .*unique/],
    'text instead of keys': ['just words', /a\.md:2: .*expected object/],
    'a tag that would run code': ['title: !!js/function "function () {}"', /a\.md:2: .*tag/],
    'a tag of the standard': ['title: !!binary aGVsbG8=', /a\.md:2: .*tag/],
    'an alias': ['id: &x a\ntitle: *x', /a\.md:3: .*aliases/],
    'a bomb of aliases': [
      [
        'a: &a [x,x,x,x,x,x,x,x,x]',
        ...'bcdefghi'.split('').map((n, i) => `${n}: &${n} [${`*${'abcdefgh'[i]},`.repeat(9)}]`),
      ].join('\n'),
      /a\.md:3: .*aliases/,
    ],
    'a __proto__ key': ['title: T\n__proto__:\n  kind: notes', /a\.md:3: .*unknown key "__proto__"/],
    'a __proto__ key of a source': [
      'sources:\n  - title: T\n    __proto__: {}',
      /a\.md:4: .*unknown key "__proto__"/,
    ],
    'a constructor key': ['constructor: x', /a\.md:2: .*unknown key "constructor"/],
    'a merge key': ['<<: {title: T}', /a\.md:2: .*unknown key "<<"/],
    'more than anybody writes': [
      `title: ${'x'.repeat(65_536)}`,
      /a\.md:1: front matter is longer than 64 kB/,
    ],
    'lists within lists without end': [`title: ${'['.repeat(30_000)}`, /a\.md:2: .*nested too deeply/],
    'a key that is no text': ['? [a, b]\n: c', /a\.md:2: .*key/],
  };
  for (const [name, [yaml, message]] of Object.entries(bad)) {
    it(`refuses ${name}, naming the line`, async () => {
      expect(await failure(article(yaml))).toMatch(message);
    });
  }

  it('refuses to go unclosed or to be another language', async () => {
    for (const text of [
      '---\ntitle: T\n\nText.',
      '---js\nmodule.exports = {}\n---\nText.',
      '--- title: T\nText.',
    ]) {
      expect(await failure({ 'a.md': text })).toMatch(/a\.md:1: front matter opens here but does not close/);
    }
  });

  it('does not pollute any prototype', async () => {
    await failure(article('__proto__:\n  polluted: yes'));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
