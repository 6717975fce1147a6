/** Parts that several figures share. */
import { el, held } from './dom.ts';

/** A bar `part` of `whole` long; decorative, so the numbers stand beside it. An attribute sizes it, as a style would be refused. */
export function bar(part: number, whole: number, name = 'bar'): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const rect = document.createElementNS(space, 'rect');
  svg.setAttribute('class', name);
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('width', '100%');
  rect.setAttribute('height', '100%');
  rect.setAttribute('width', `${whole > 0 ? Math.max(1, (100 * part) / whole) : 0}%`);
  svg.append(rect);
  return svg;
}

/** Words with the button of their citation behind them. */
export function cited(text: string, citation: Node | undefined, name = 'soft'): HTMLElement {
  return el('span', { class: name }, ...beside(text, citation));
}

/** The same without an element of its own. */
export function beside(text: string, citation: Node | undefined): (Node | string)[] {
  return citation ? held(text, citation) : [text];
}

export function heading(text: string): HTMLElement {
  return el('h3', {}, text);
}
