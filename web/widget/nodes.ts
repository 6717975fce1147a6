/** Turns what the Markdown parser recognises into elements: allowed ones only, links judged, nothing fetched. */
import * as smd from 'streaming-markdown';
import { el, held } from './dom.ts';
import { createLinks } from './link-nodes.ts';
import { safeUrl } from './links.ts';
import { strings } from './locales/current.ts';

/** Levels of nesting drawn; the parser keeps 24 and deeper input must not reach its end. */
const MAX_DEPTH = 16;

export interface MarkdownOptions {
  /** Makes the button for marker `[n]`; undefined when no such citation was announced, so it stays text. */
  citation: (marker: number) => Node | undefined;
}

/** An open Markdown node: where its content goes, and what to do when it closes. */
interface Open {
  node: Element;
  close?: (() => void) | undefined;
  address?: string;
}

const TAGS: Partial<Record<smd.Token, string>> = {
  [smd.PARAGRAPH]: 'p',
  [smd.BLOCKQUOTE]: 'blockquote',
  [smd.CODE_INLINE]: 'code',
  [smd.ITALIC_AST]: 'em',
  [smd.ITALIC_UND]: 'em',
  [smd.STRONG_AST]: 'strong',
  [smd.STRONG_UND]: 'strong',
  [smd.STRIKE]: 's',
  [smd.LINE_BREAK]: 'br',
  [smd.RULE]: 'hr',
  [smd.LIST_UNORDERED]: 'ul',
  [smd.LIST_ORDERED]: 'ol',
  [smd.LIST_ITEM]: 'li',
};

/** Grows the text that is there, so that the page does not depend on where the deltas were cut. */
function addText(parent: Element, text: string): void {
  const last = parent.lastChild;
  if (last?.nodeType === 3) last.textContent += text;
  else parent.append(text);
}

/** What the eye joins to the next words: "paypal." before a link that says "com". */
const before = (parent: Element) => /\S{0,200}$/.exec(parent.textContent ?? '')?.[0] ?? '';

/** Holds numerals to the last word of `parent`; the space between goes. */
function glue(parent: Element, numerals: Node[]): (Node | string)[] {
  const last = parent.lastChild;
  if (last?.nodeType !== 3) return numerals;
  const [words, end] = held((last.textContent ?? '').trimEnd(), ...numerals);
  last.textContent = words;
  return [end];
}

/** The tree being built: what the parser opens, fills and closes. */
export interface Nodes {
  open(token: smd.Token): void;
  close(): void;
  text(text: string): void;
  attribute(name: smd.Attr, value: string): void;
  /** Closes whatever is still open. */
  finish(): void;
}

/** Creates the tree below `target`. */
export function createNodes(target: Element, options: MarkdownOptions): Nodes {
  const links = createLinks();
  const stack: Open[] = [{ node: target }];
  const top = () => stack[stack.length - 1] as Open;

  const push = (tag: string, parent: Element = top().node): Open => {
    const open: Open = { node: document.createElement(tag) };
    parent.append(open.node);
    stack.push(open);
    return open;
  };

  /** Links, markers and images wait off the page until they are whole: a half-arrived one never flickers. */
  const pushHeld = (finish: (held: Open, parent: Element) => void) => {
    const parent = top().node;
    const held: Open = { node: el('span') };
    held.close = () => finish(held, parent);
    stack.push(held);
  };

  const scroller = (tag: string, label: string): Element => {
    const region = el('div', { class: `scroll ${tag}`, role: 'region', 'aria-label': label, tabindex: 0 });
    top().node.append(region);
    return region;
  };

  const pushRow = () => {
    const table = top().node;
    const part = table.children.length === 0 ? 'thead' : 'tbody';
    const last = table.children[1];
    if (last) push('tr', last);
    else {
      const group = el(part);
      table.append(group);
      push('tr', group);
    }
  };

  /** The panel's title is the level above; no level is skipped, whatever the answer starts with. */
  let hasHeading = false;
  const headingTag = (token: smd.Token): string | undefined => {
    if (token < smd.HEADING_1 || token > smd.HEADING_6) return undefined;
    const tag = token > smd.HEADING_3 && hasHeading ? 'h4' : 'h3';
    hasHeading = true;
    return tag;
  };

  const add = (token: smd.Token) => {
    if (stack.length > MAX_DEPTH) return void stack.push({ node: top().node });
    switch (token) {
      case smd.CODE_BLOCK:
      case smd.CODE_FENCE: {
        const block = el('pre');
        scroller('code', strings.code).append(block);
        return void push('code', block);
      }
      case smd.CHECKBOX:
        return void push('span').node.append('☐ ');
      case smd.TABLE:
        return void push('table', scroller('table', strings.table));
      case smd.TABLE_ROW:
        return pushRow();
      case smd.TABLE_CELL:
        return void push(top().node.parentElement?.localName === 'thead' ? 'th' : 'td');
      case smd.LINK:
      // A picture would be fetched from anywhere: its words lead to it instead.
      case smd.IMAGE:
        return pushHeld(finishLink);
      case smd.RAW_URL:
        return pushHeld(finishRawUrl);
      default:
        return void push(headingTag(token) ?? TAGS[token] ?? 'span');
    }
  };

  const finishLink = (held: Open, parent: Element) => {
    const content = [...held.node.childNodes];
    const words = held.node.textContent ?? '';
    if (held.address === undefined) return void parent.append(...markersOr(words, content, parent));
    const url = safeUrl(held.address);
    if (!url) return void parent.append(...content);
    const name = before(parent) + words;
    links.place(url, words.trim() === '' ? [url.href] : content, name, parent);
  };

  /** `[1]` and `[1, 2]` become buttons when every number is a citation; other brackets stay as typed. */
  const markersOr = (words: string, content: Node[], parent: Element): (Node | string)[] => {
    if (/^\d{1,3}(?:\s?[,;]\s?\d{1,3})*$/.test(words)) {
      const buttons = words.split(/[,;]/).map((number) => options.citation(Number(number)));
      if (buttons.every((button) => button !== undefined)) return glue(parent, buttons);
    }
    return ['[', ...content, ']'];
  };

  const finishRawUrl = (held: Open, parent: Element) => {
    const words = held.node.textContent ?? '';
    const [address = ''] = /^(?:[.,;:!?'")\]]*[^.,;:!?'")\]]+)*/.exec(words) ?? [];
    const url = safeUrl(address);
    if (!url) return void parent.append(words);
    links.place(url, [address], address, parent);
    parent.append(words.slice(address.length));
  };

  /** Text that stands outside every block waits for the next one. */
  let stray = '';

  const close = () => {
    if (stack.length > 1) stack.pop()?.close?.();
  };

  const text = (written: string) => {
    // Marks that turn the order of letters round would show "moc.live" as a host. No language is written with them.
    const words = written.replace(/[\u202a-\u202e]/g, '');
    links.read(words);
    if (stack.length === 1) stray += words;
    else addText(top().node, words);
  };

  const takeStray = () => {
    const words = stray;
    stray = '';
    if (words !== '') text(words);
  };

  return {
    open(token) {
      links.judge(token < smd.CODE_INLINE || token > smd.IMAGE);
      add(token);
      takeStray();
    },
    close,
    text,
    attribute(name, value) {
      if (name === smd.HREF || name === smd.SRC) top().address = value;
      else if (name === smd.CHECKED) top().node.textContent = '☑ ';
      else if (top().node.localName === 'ol' && /^\d{1,9}$/.test(value))
        top().node.setAttribute('start', value);
    },
    finish() {
      links.judge(true);
      if (stray !== '') push('p');
      takeStray();
      while (stack.length > 1) close();
    },
  };
}
