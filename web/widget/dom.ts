/** Builds elements without `innerHTML` or attributes that a strict content security policy would drop. */

type Child = Node | string | undefined | false;
type Attributes = Record<string, string | number | boolean | undefined>;

/**
 * Creates an element; an attribute that is undefined or false is left out, `true` is an empty one.
 * A `part`, by which pages style it, is its class as well unless it has another.
 */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return fill(document.createElement(tag), { class: attributes.part, ...attributes }, children);
}

function fill<Made extends Element>(node: Made, attributes: Attributes, children: Child[]): Made {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) node.append(child);
  return node;
}

/** Creates an element of a drawing. */
export function svg(tag: 'svg' | 'path' | 'rect', attributes: Attributes, ...children: Child[]): SVGElement {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/** Creates a button that runs `onPress`; never submits a form. */
export function button(
  attributes: Attributes,
  onPress: (event: MouseEvent) => void,
  ...children: Child[]
): HTMLButtonElement {
  const node = el('button', { type: 'button', ...attributes }, ...children);
  node.addEventListener('click', onPress);
  return node;
}

/** Creates a button that looks like words to press. */
export function wordButton(words: string, onPress: () => void, part?: string): HTMLButtonElement {
  return button({ class: 'text', part }, onPress, words);
}

/** Keeps numerals on the line of the last letters of `text`; only so many, because some scripts break nowhere else. */
export function held(text: string, ...numerals: Node[]): [string, Node] {
  const word = /\S{0,12}$/.exec(text)?.[0] ?? '';
  return [text.slice(0, text.length - word.length), el('span', { class: 'held' }, word, ...numerals)];
}

/** Path data of the icons, drawn on a 24 by 24 grid. The mark is a path that forks. */
const PATHS = {
  mark: 'M12 21v-7M12 14C12 9 6 9.5 6 4M12 14c0-5 6-4.5 6-10',
  close: 'M6 6l12 12M18 6L6 18',
  /** Points up; the style turns it. */
  arrow: 'M12 19V5M6 11l6-6 6 6',
  stop: 'M8 8h8v8H8z',
  thumb: 'M7 11v9H4v-9zl4-7q2 0 2 2v3h5q2 0 2 2l-2 7q0 2-2 2H7',
};

/** Draws an icon; decorative, so the control that holds it needs a name of its own. */
export function icon(name: keyof typeof PATHS): SVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 24 24', class: `icon icon-${name}`, 'aria-hidden': 'true' },
    svg('path', { d: PATHS[name] }),
  );
}
