import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WIRE_LIMITS } from '../../src/protocol.ts';
import { MAX_COMMENT_CHARS } from '../../web/widget/ask-word.ts';
import { MAX_QUESTION_CHARS } from '../../web/widget/composer.ts';
import { LOCALES, pickLocale } from '../../web/widget/contract.ts';
import { isDisguised, safeUrl } from '../../web/widget/links.ts';
import { strings as ar } from '../../web/widget/locales/ar.ts';
import { strings as de } from '../../web/widget/locales/de.ts';
import { strings as en } from '../../web/widget/locales/en.ts';
import { strings as es } from '../../web/widget/locales/es.ts';
import { strings as fr } from '../../web/widget/locales/fr.ts';
import { sentenceEnd, spoken } from '../../web/widget/sentences.ts';
import { count, waitText } from '../../web/widget/strings.ts';
import { answerWithSources, asMarkdown } from '../../web/widget/take.ts';
import { CITATIONS } from '../support/answers.ts';

describe('links', () => {
  const disguised = (words: string, address: string) => isDisguised(words, safeUrl(address) as URL);

  it.each([
    ['bank.com', 'https://evil.example/', true],
    ['https://bank.com/login', 'https://bank.com@evil.example/', true],
    ['www.bank.com', 'https://bank.com/', false],
    ['bank.com', 'https://bank.com.evil.example/', true],
    ['ｂａｎｋ.com', 'https://evil.example/', true],
    ['bаnk.com', 'https://bank.com/', true],
    ['the article', 'https://evil.example/', false],
    ['version 3.5', 'https://a.example/', false],
    ['https://a.example/x.html', 'https://a.example/x.html', false],
    ['bank\u200b.com', 'https://evil.example/', true],
    ['ban\u00adk.c\u034fom', 'https://bank.com/', false],
    ['bank\u200a.\u2009com', 'https://evil.example/', true],
    ['bank。com', 'https://evil.example/', true],
    ['bank․com', 'https://evil.example/', true],
    ['文。这里', 'https://a.example/', false],
    ['me@bank.com', 'mailto:me@bank.com', false],
    ['me@bank.com', 'mailto:me@evil.example', true],
    ['me@bank.com', 'mailto:me@bank.com,other@evil.example', true],
    ['me@bank.com', 'mailto:?to=me@evil.example', true],
    ['https://bank.com./', 'https://evil.example/', true],
    ['bank.com.', 'https://bank.com/', false],
    ['bank.com', 'https://bank.com./', false],
    ['http://10.0.0.1/', 'https://evil.example/', true],
    ['http://2130706433', 'https://evil.example/', true],
    ['https://[::1]/', 'https://evil.example/', true],
    ['https://intranet/wiki', 'https://evil.example/', true],
    ['https://intranet/wiki', 'https://intranet/wiki?from=mail', false],
    ['https:\\\\bank.com', 'https://evil.example/', true],
    ['//intranet', 'https://evil.example/', false],
    ['bank%2Ecom', 'https://evil.example/', true],
    ['b%61nk.com', 'https://evil.example/', true],
    ['bank٠com', 'https://evil.example/', true],
    ['\u202emoc.knab', 'https://evil.example/', true],
    ['xn--bnk-6cd.com', 'https://bank.com/', true],
    ['xn--bnk-6cd.com', 'https://xn--bnk-6cd.com/', false],
    ['localhost:3000', 'http://localhost:3000/', false],
    ['chapter 3.5, 10.0.0.1', 'https://a.example/', false],
  ])('judges words %j leading to %s', (words, address, expected) => {
    expect(disguised(words, address)).toBe(expected);
  });
});

describe('sentences', () => {
  it('ends a sentence at its mark, with the citation that follows it', () => {
    const text = 'It is so [1]. Then. [2] More to c';
    expect(text.slice(0, sentenceEnd(text, 0))).toBe('It is so [1]. Then. [2] ');
  });

  it('waits for the end of a sentence', () => {
    expect(sentenceEnd('It is not yet', 0)).toBe(0);
    expect(sentenceEnd('See e.g. the', 0)).toBe(0);
  });

  it('speaks words, not marks', () => {
    expect(spoken('**Yes** [1, 2], see [the article](https://a.example). \n- one\n- `two`')).toBe(
      'Yes, see the article. one two',
    );
  });

  it('speaks every part of a text once, however it grows', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('Yes. ', 'No', ' so [1]', '. ', '\n', '! ')), (pieces) => {
        let text = '';
        let reached = 0;
        let said = '';
        for (const piece of pieces) {
          text += piece;
          const end = sentenceEnd(text, reached);
          expect(end).toBeGreaterThanOrEqual(reached);
          said += text.slice(reached, end);
          reached = end;
        }
        expect(said).toBe(text.slice(0, reached));
      }),
    );
  });
});

describe('strings', () => {
  it.each([de, es, fr, ar])('has every word in each language', (strings) => {
    expect(Object.keys(strings).sort()).toEqual(Object.keys(en).sort());
    expect(Object.keys(strings.notices).sort()).toEqual(Object.keys(en.notices).sort());
    for (const [key, text] of Object.entries(en)) {
      if (typeof text !== 'string') continue;
      const other = strings[key as 'title'];
      expect(other.includes('{n}'), key).toBe(text.includes('{n}'));
      // Arabic counts with a colon, so that one form serves every number.
      if (strings !== ar) expect(other.split('|').length, key).toBe(text.split('|').length);
    }
  });

  it('finds a language by its base, and falls back to English', () => {
    for (const locale of LOCALES) expect(pickLocale(locale)).toBe(locale);
    expect(pickLocale('de-AT')).toBe('de');
    expect(pickLocale(',pt-AR,es')).toBe('es');
    expect(pickLocale('xx,FR')).toBe('fr');
    expect(pickLocale(',,constructor')).toBe('en');
  });

  it('says of each language which one it is', () => {
    expect([en, de, es, fr, ar].map((each) => each.locale)).toEqual(LOCALES);
    expect(ar.direction).toBe('rtl');
  });

  it('chooses the form by number', () => {
    expect([count(en.sources, 1), count(en.sources, 3)]).toEqual(['1 source', '3 sources']);
    expect([count(ar.sources, 1), count(ar.sources, 3)]).toEqual(['المصادر: 1', 'المصادر: 3']);
  });

  it('says when to come back as its language does', () => {
    expect(waitText(en, 1999)).toBe('Ask again in 2 seconds');
    expect(waitText(en, 5 * 60_000)).toBe('Ask again in 5 minutes');
    expect(waitText(de, 1000)).toBe('Wieder fragen in 1 Sekunde');
  });
});

describe('limits and copies', () => {
  it('limits a question as the wire does', () => {
    expect(MAX_QUESTION_CHARS).toBe(WIRE_LIMITS.maxQuestionChars);
    expect(MAX_COMMENT_CHARS).toBe(WIRE_LIMITS.maxCommentChars);
  });

  it('copies an answer with the sources its markers stand for', () => {
    expect(answerWithSources('Yes [1].\n', CITATIONS.slice(0, 1))).toBe(
      'Yes [1].\n\n- [1] AI engineer vs ML engineer › The accessibility factor <https://example.org/career#access>',
    );
    expect(answerWithSources('Hello.', [])).toBe('Hello.');
  });

  it('saves a conversation as Markdown, one heading a question', () => {
    const turn = { turnId: 'turn-0001', citations: CITATIONS.slice(2), state: 'completed' as const };
    const text = asMarkdown('Two paths', [
      { ...turn, question: 'Why\n# maths?', text: 'Because [3].' },
      { ...turn, question: 'Sure?', text: 'Yes.', citations: [] },
    ]);
    expect(text).toBe(
      '# Two paths\n\n## Why # maths?\n\nBecause [3].\n\n- [3] Skills › Linear algebra\n\n## Sure?\n\nYes.\n',
    );
  });
});
