/** Takes out of a Markdown article what a browser would not show: elements hidden by an attribute, a style or their kind. */
import type { Nodes, Root } from 'mdast';

/** Elements whose content is no text of a page. */
const UNSHOWN = new Set(
  'script style template noscript iframe object title textarea select datalist svg math head'.split(' '),
);
/** Elements that hold nothing, so nothing of them can be hidden. */
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** One tag; the patterns look no further than the next `<` or `>`, so reading them all takes linear time. */
const TAG = /<(\/?)([a-z][a-z0-9-]*)(?![a-z0-9-])([^<>]*)>/gi;

/** Styles and attributes by which text is there and not seen. Colours: only those that are white or nothing at all. */
const HIDING = [
  /(?:^|\s)hidden(?=[\s=]|$)/,
  /\bclass ?= ?["']?[^"'<>]{0,200}\b(?:hidden|invisible|visually-hidden|sr-only|d-none)\b/,
  /\bdisplay ?: ?none\b|\bvisibility ?: ?(?:hidden|collapse)\b|\bcontent-visibility ?: ?hidden\b/,
  /\bopacity ?: ?(?:0(?:\.0+\d?)?|\.0+\d?|0%)(?=[\s;"'!]|$)/,
  /\b(?:font-size|(?:max-)?height|(?:max-)?width|line-height|zoom) ?: ?0*(?:\.\d+|0|1)?(?:\.\d+)?(?:px|pt|em|rem|%|vh|vw)? ?(?=[;"'!]|$)/,
  /\b(?:text-indent|left|right|top|margin-left|margin-top) ?: ?- ?\d{3,}|\btranslate[xy]?\( ?- ?\d{3,}|\bscale[xy]?\( ?0 ?\)/,
  /\bclip(?:-path)? ?: ?(?:rect\( ?[01](?:px)?|inset\( ?(?:50|100)%|circle\( ?0)/,
  /(?:^|[\s;"'])color ?[:=] ?["']? ?(?:transparent|white|#f{3,8}\b|#[0-9a-f]{6}00\b|rgba?\([^)]{0,30}, ?0?\.?0*\)|rgba?\( ?255 ?, ?255 ?, ?255)/,
];

function hides(name: string, attributes: string): boolean {
  if (UNSHOWN.has(name)) return true;
  const lower = attributes.toLowerCase().replace(/\s+/g, ' ');
  return HIDING.some((way) => way.test(lower));
}

interface Piece {
  html: string;
  start: number;
}

function htmlIn(node: Nodes, found: Piece[] = []): Piece[] {
  if (node.type === 'html') found.push({ html: node.value, start: node.position?.start.offset ?? 0 });
  if ('children' in node) for (const child of node.children) htmlIn(child, found);
  return found;
}

/** A declaration, which is HTML and shows nothing: spaces would make code of what follows them, or join two words. */
function overwrite(line: string, index: number, lines: string[]): string {
  const isInner = index > 0 && index < lines.length - 1;
  return isInner || line.length < 4 ? ' '.repeat(line.length) : `<!x${' '.repeat(line.length - 4)}>`;
}

/**
 * The same text, hidden parts overwritten, so that everything else stays where it is; or undefined when nothing is
 * hidden. What is not closed is hidden to the end, as a browser has it. Code is text and stays.
 */
export function withoutHidden(text: string, tree: Root): string | undefined {
  const ranges: { start: number; end: number }[] = [];
  let hidden: { name: string; depth: number; start: number } | undefined;
  for (const { html, start } of htmlIn(tree)) {
    // A comment is no place for tags; it is taken out by itself.
    const shown = html.replace(/<!--(?:(?!-->)[\s\S])*(?:-->|$)/g, (comment) => ' '.repeat(comment.length));
    for (const match of shown.matchAll(TAG)) {
      const [tag, slash, given = '', attributes = ''] = match;
      const name = given.toLowerCase();
      if (VOID.has(name) || attributes.endsWith('/')) continue;
      if (!hidden) {
        if (slash === '' && hides(name, attributes)) hidden = { name, depth: 1, start: start + match.index };
        continue;
      }
      if (name !== hidden.name) continue;
      hidden.depth += slash === '' ? 1 : -1;
      if (hidden.depth > 0) continue;
      ranges.push({ start: hidden.start, end: start + match.index + tag.length });
      hidden = undefined;
    }
  }
  if (hidden) ranges.push({ start: hidden.start, end: text.length });
  if (ranges.length === 0) return undefined;
  let rest = '';
  let at = 0;
  for (const { start, end } of ranges) {
    rest += text.slice(at, start) + text.slice(start, end).split('\n').map(overwrite).join('\n');
    at = end;
  }
  return rest + text.slice(at);
}
