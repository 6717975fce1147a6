import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createMarkdown } from '../../web/widget/markdown.ts';
import { RICH } from '../support/answers.ts';
import { startCost } from '../support/clock.ts';
import { TinyElement, tinyRoot } from '../support/tiny-dom.ts';

const ALLOWED = new Set(
  'div span p h3 h4 blockquote code pre em strong s br hr ul ol li table thead tbody tr th td a button'.split(
    ' ',
  ),
);

function render(pieces: string[], known: number[] = [1, 2, 3]): TinyElement {
  const { root, target } = tinyRoot();
  const writer = createMarkdown(target, {
    citation: (marker) => {
      if (!known.includes(marker)) return undefined;
      const button = new TinyElement('button');
      button.append(String(marker));
      return button as unknown as Node;
    },
  });
  for (const piece of pieces) writer.write(piece);
  writer.end();
  return root;
}

/** Cuts a text at arbitrary places. */
function cut(text: string, places: number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [...at, text.length].map((end, index) => text.slice(at[index - 1] ?? 0, end));
}

const marks = fc
  .array(
    fc.constantFrom(
      ...'*,**,_,`,```\n,[,],(,),[1],[2, 3],[9],![,](,https://a.example/x,javascript:alert(1),<img src=x>,|,\n|---|\n,\n,\n\n,- ,1. ,> ,# ,    ,~~,$,\\,word , x,é,😀'.split(
        ',',
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('markdown', () => {
  // The parser asserts about its own state on some hostile input; the build drops those assertions.
  beforeEach(() => {
    vi.spyOn(console, 'assert').mockImplementation(() => {});
  });

  it('turns an announced marker into a button, held to the word before it', () => {
    const root = render(['Halfway there [1].']);
    expect(root.html()).toBe('<div><p>Halfway <span class="held">there<button>1</button></span>.</p></div>');
  });

  it('leaves a marker that names no announced citation as text', () => {
    expect(render(['Nothing [9] here.']).textContent).toBe('Nothing [9] here.');
    expect(render(['Nothing [9] here.']).all('button')).toHaveLength(0);
  });

  it('turns every number of a combined marker into a button, or none of them', () => {
    expect(render(['Both [1, 2].']).all('button')).toHaveLength(2);
    expect(render(['Both [1, 9].']).textContent).toBe('Both [1, 9].');
  });

  it('leaves a marker inside code alone', () => {
    expect(render(['`list[1]`']).all('button')).toHaveLength(0);
  });

  it('keeps dollar signs as money', () => {
    expect(render(['It costs $x or $y, $$ all told.']).textContent).toBe('It costs $x or $y, $$ all told.');
    expect(render(['$$\nall\n$$']).textContent).toBe('$$all$$');
    expect(render(['Brackets \\(so\\) and \\[so\\].']).textContent).toBe('Brackets (so) and [so].');
  });

  it('draws tables, lists, quotes and code', () => {
    const root = render([RICH]);
    expect(root.all('th').map((cell) => cell.textContent.trim())).toEqual([
      'Aspect',
      'AI engineer',
      'ML engineer',
    ]);
    expect(root.all('li')).toHaveLength(4);
    expect(root.all('pre')[0]?.textContent).toContain('model.ask("why?")');
    expect(root.all('blockquote')).toHaveLength(1);
  });

  it('draws nothing of a link before it is whole, and all of it once it is', () => {
    const { root, target } = tinyRoot();
    const writer = createMarkdown(target, { citation: () => undefined });
    writer.write('See [the article](https://a.exa');
    expect(root.textContent).toBe('See ');
    writer.write('mple/x) now');
    writer.end();
    expect(root.textContent).toBe('See the article now');
  });

  it('draws what is held back when the text ends early', () => {
    expect(render(['See [the arti']).textContent).toContain('the arti');
    expect(render(['Both **bold']).textContent).toBe('Both bold');
  });

  it('gives links a safe relation and a new tab', () => {
    const link = render(['[x](https://a.example/)']).all('a')[0];
    expect(Object.fromEntries(link?.attributes ?? [])).toEqual({
      href: 'https://a.example/',
      target: '_blank',
      rel: 'noopener noreferrer nofollow',
    });
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '/relative',
    'vbscript:x',
    ' java\tscript:alert(1)',
    '//host',
  ])('shows only the words of a link to %j', (address) => {
    const root = render([`[words](${address})`]);
    expect(root.all('a')).toHaveLength(0);
    expect(root.textContent).toContain('words');
  });

  it('turns an image into a link that fetches nothing', () => {
    const root = render(['![chart](https://evil.example/pixel.png)']);
    expect(root.html()).not.toContain('<img');
    expect(root.all('a')[0]?.textContent).toBe('chart');
  });

  it('shows the real host of a link whose words name another', () => {
    expect(render(['[paypal.com](https://evil.example/paypal.com)']).textContent).toBe(
      'paypal.com (evil.example)',
    );
  });

  it('shows the real host of a link that names another only together with what stands before it', () => {
    expect(render(['paypal.[com](https://evil.example/)']).textContent).toBe('paypal.com (evil.example)');
    expect(render(['**paypal**[.com](https://evil.example/)']).textContent).toBe('paypal.com (evil.example)');
    expect(render(['[paypal](https://evil.example/)[.com](https://evil.example/)']).textContent).toBe(
      'paypal.com (evil.example)',
    );
    expect(render(['Read this. [The article](https://a.example/)']).textContent).toBe(
      'Read this. The article',
    );
  });

  it('shows the real host of a link that names another only together with what stands behind it', () => {
    const EVIL = 'https://evil.example/';
    expect(render([`[paypal](${EVIL}).com and on`]).textContent).toBe('paypal (evil.example).com and on');
    expect(render([`[paypal](${EVIL})**.com**`]).textContent).toBe('paypal (evil.example).com');
    expect(render([`[pay](${EVIL})pal.com[1]`]).textContent).toBe('pay (evil.example)pal.com1');
    expect(render([`- [paypal](${EVIL}).com\n- next`]).textContent).toContain('paypal (evil.example).com');
    expect(render([`| [paypal](${EVIL}).com | x |\n|---|---|\n`]).textContent).toContain('(evil.example)');
    expect(render([`[evil](${EVIL}).example is it`]).textContent).toBe('evil.example is it');
    expect(render([`Read [it](${EVIL}). And [more](${EVIL}), e.g. this.`]).textContent).toBe(
      'Read it. And more, e.g. this.',
    );
  });

  it('shows the real host within the link, for those who hear nothing else', () => {
    const link = render(['[paypal.com](https://evil.example/)']).all('a')[0];
    expect(link?.textContent).toBe('paypal.com (evil.example)');
  });

  it.each([
    ['userinfo', 'https://paypal.com@evil.example/', 'https://paypal.com@evil.example/ (evil.example)'],
    ['a picture', '![paypal.com](https://evil.example/x.png)', 'paypal.com (evil.example)'],
    ['letters of another script', '[pаypal.com](https://xn--pypal-4ve.com)', '(xn--pypal-4ve.com)'],
    ['a full address of letters from elsewhere', 'https://pаypal.com/', '(xn--pypal-4ve.com)'],
    ['a code span', '[`paypal.com`](https://evil.example)', '(evil.example)'],
  ])('shows the real host behind %s', (_name, text, shown) => {
    expect(render([...text]).textContent).toContain(shown);
    expect(render([text]).textContent).toContain(shown);
  });

  it('makes no link of a reference or an entity, whose target cannot be seen', () => {
    for (const text of [
      '[paypal.com][1]\n\n[1]: https://evil.example',
      '<https://paypal.com@evil.example/>',
      '[x](&#106;avascript:alert(1))',
      '[x](java&Tab;script:alert(1))',
      '[x](JaVaScRiPt:alert(1))',
      '[x](DATA:text/html,x)',
      '[x](VBScript:x)',
    ])
      for (const link of render([text]).all('a')) expect(link.textContent).toBe('https://evil.example');
  });

  it('takes out the marks that turn letters round, in links and everywhere', () => {
    const root = render(['\u202e[moc.lapyap](https://evil.example/) `a\u202db`']);
    expect(root.textContent).toBe('moc.lapyap (evil.example) ab');
  });

  it('leaves the full stop after a bare address out of the link', () => {
    const root = render(['Read https://a.example/x. Then go.']);
    expect(root.all('a')[0]?.attributes.get('href')).toBe('https://a.example/x');
    expect(root.textContent).toBe('Read https://a.example/x. Then go.');
  });

  it('treats HTML as the characters it is written with', () => {
    const root = render(['<script>alert(1)</script> <img src=x onerror=alert(1)>']);
    expect(root.textContent).toContain('<script>alert(1)</script>');
    expect(root.all('script')).toHaveLength(0);
  });

  it('draws the same however the text is cut into deltas', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(RICH), marks),
        fc.array(fc.nat(), { maxLength: 30 }),
        (text, places) => {
          expect(render(cut(text, places)).html()).toBe(render([text]).html());
        },
      ),
      { numRuns: 400 },
    );
  });

  it('makes only allowed elements, and links only to allowed schemes, from any text', () => {
    fc.assert(
      fc.property(fc.oneof(marks, fc.string({ maxLength: 200 })), (text) => {
        const root = render([...text]);
        for (const element of root.all()) {
          expect(ALLOWED).toContain(element.localName);
          expect([...element.attributes.keys()].filter((name) => /^(?:on|style|src)/.test(name))).toEqual([]);
          const href = element.attributes.get('href');
          if (href !== undefined) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/);
        }
      }),
      { numRuns: 600 },
    );
  });

  it.each([
    ['quotes', '> '.repeat(400)],
    ['lists', Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n')],
    ['brackets', '['.repeat(5000)],
    ['stars', '*a **b '.repeat(2000)],
  ])('survives very deep %s', (_name, text) => {
    const cost = startCost();
    expect(render([text, '\n\nafter']).textContent).toContain('after');
    expect(cost()).toBeLessThan(2000);
  });
});
