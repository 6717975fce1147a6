/** Hands figures to `figures.js`, fetched when the first one comes; until then, or without it, the text is whole by itself. */
import { FIGURES_KEY, type FigureCall } from './contract.ts';
import { el } from './dom.ts';

/** The panel's own file, beside which the figures' stands. */
const own = document.currentScript as HTMLScriptElement;

/** Calls wait in an array, whose place the script takes. Throws, once, where the page's Trusted Types forbid the script. */
export function drawFigures(...call: FigureCall): void {
  const holder = globalThis as unknown as Record<string, { push(call: FigureCall): void } | undefined>;
  if (!holder[FIGURES_KEY]) {
    holder[FIGURES_KEY] = [];
    document.head.append(el('script', { src: own.src.replace(/panel.../, 'figures') }));
  }
  holder[FIGURES_KEY].push(call);
}
