/** Reads a web page: its main text, without navigation, advertising and scripts. */
import { Readability } from '@mozilla/readability';
import { fromHtml } from 'hast-util-from-html';
import { toMdast } from 'hast-util-to-mdast';
import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import type { Root } from 'mdast';
import { cleanLine } from '../knowledge/clean.ts';
import { type Draft, toDay, unreadable } from './draft.ts';
import { type Tidied, tidy } from './tidy.ts';

/** Characters of HTML that are read; a page beyond it is refused. */
export const MAX_HTML_CHARS = 5_000_000;

/** The server is compiled without the browser's types; the library's own are what there is. */
type Page = ReturnType<typeof parseHTML>['document'];

/** What stands around an article on nearly every page. */
const AROUND =
  'title,script,style,noscript,template,iframe,form,nav,header,footer,aside,dialog,[hidden],[aria-hidden=true]';
const HIDDEN =
  '[hidden],[aria-hidden=true],[style*="display:none" i],[style*="display: none" i],[style*="visibility:hidden" i]';

/**
 * @param base the page's address, for its links and as its source.
 * @throws AppError `bad_request`: too long, nested too deeply, no text.
 */
export function readHtml(html: string, { source, base }: { source: string; base?: string }): Draft {
  if (html.length > MAX_HTML_CHARS) {
    throw unreadable(source, `is longer than ${MAX_HTML_CHARS / 1e6} million characters; split it`);
  }
  if (depthOf(html) > MAX_DEPTH) throw unreadable(source, 'is nested too deeply to be a page of text');
  return extract(html, source, base);
}

/** Elements within elements: trees are walked by recursion, and some steps look at all that is around. */
const MAX_DEPTH = 500;

function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  const parser = new Parser({
    onopentagname() {
      depth += 1;
      deepest = Math.max(deepest, depth);
      if (depth > MAX_DEPTH) parser.pause();
    },
    onclosetag() {
      depth -= 1;
    },
  });
  parser.end(html);
  return deepest;
}

function extract(html: string, source: string, base: string | undefined): Draft {
  const { document } = parseHTML(asPage(html));
  // What a visitor of the page cannot see is not what its owner says.
  for (const node of document.querySelectorAll(HIDDEN)) node.remove();
  const date = toDay(metaDate(document));
  // The article's reader changes the document, so the page's own title and the fall-back are read before.
  const pageTitle = cleanLine(document.querySelector('title')?.textContent ?? '');
  const [top, ...moreTops] = document.querySelectorAll('h1');
  const heading = moreTops.length === 0 ? cleanLine(top?.textContent ?? '') : '';
  const whole = bodyWithoutFrame(document);
  const article = new Readability(
    document as unknown as ConstructorParameters<typeof Readability>[0],
  ).parse();
  const options = { ...(base ? { base } : {}), ...(heading ? { title: heading } : {}) };
  const main = toMarkdownOf(article?.content ?? '', options);
  const { title: found, markdown } = main.markdown === '' ? toMarkdownOf(whole, options) : main;
  const title = heading || found || cleanLine(article?.title ?? '') || pageTitle;
  if (markdown === '')
    throw unreadable(source, 'holds no text; is it made by a script? Save the page as it is shown');
  const published = date ?? toDay(article?.publishedTime);
  return {
    markdown,
    ...(title ? { title } : {}),
    ...(published ? { date: published } : {}),
    ...(base ? { url: base } : {}),
  };
}

/** Tags may be left out that the parser needs to find a body. */
function asPage(html: string): string {
  const body = html.search(/<body[\s>]/i);
  if (body === -1) return `<html><body>${html}</body></html>`;
  if (/<html[\s>]/i.test(html)) return html;
  const head = html.slice(0, body).replace(/<!doctype[^>]*>|<\/?head[^>]*>|\ufeff/gi, '');
  return `<html><head>${head}</head>${html.slice(body)}</html>`;
}

/** Converts the HTML of an article, e.g. that of a Word document. */
export function toMarkdownOf(html: string, options: Parameters<typeof tidy>[1] = {}): Tidied {
  const tree = toMdast(fromHtml(html, { fragment: true }), { document: true }) as Root;
  return tidy(tree, options);
}

function metaDate(document: Page): string | undefined {
  const of = (selector: string, name: string) => document.querySelector(selector)?.getAttribute(name);
  return (
    of('meta[property="article:modified_time"]', 'content') ??
    of('meta[property="article:published_time"]', 'content') ??
    of('meta[name="date"]', 'content') ??
    of('time[datetime]', 'datetime') ??
    undefined
  );
}

function bodyWithoutFrame(document: Page): string {
  const body = document.body?.cloneNode(true) as Page['body'] | undefined;
  for (const node of body?.querySelectorAll(AROUND) ?? []) node.remove();
  return body?.innerHTML ?? '';
}
