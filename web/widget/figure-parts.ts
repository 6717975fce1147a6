/** Parts that several figures share. */
import { el, held, svg } from './dom.ts';

/** A bar `part` of `whole` long; decorative, so the numbers stand beside it. An attribute sizes it, as a style would be refused. */
export function bar(part: number, whole: number, name = 'bar'): SVGElement {
  const width = `${whole > 0 ? Math.max(1, (100 * part) / whole) : 0}%`;
  return svg(
    'svg',
    { class: name, width: '100%', 'aria-hidden': 'true' },
    svg('rect', { width, height: '100%' }),
  );
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
