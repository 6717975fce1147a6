/** Fetches what draws figures, once, when the first one arrives; without it the text stands, which is whole by itself. */
import { FIGURES_KEY, type PlaceFigures } from './contract.ts';

let pending: Promise<PlaceFigures> | undefined;

/** Rejects where the page's policy forbids the script; never settles where it cannot be fetched. */
export function loadFigures(server: string): Promise<PlaceFigures> {
  pending ??= new Promise((resolve) => {
    const script = document.createElement('script');
    script.onload = () => resolve((globalThis as never)[FIGURES_KEY]);
    script.src = `${server}/figures.js`;
    document.head.append(script);
  });
  return pending;
}
