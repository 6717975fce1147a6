/** Gives a shadow root the panel's look through constructed sheets: no style element, no attribute. */
import rules from './panel.css?inline';

let shared: CSSStyleSheet | undefined;

function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

/**
 * The owner's accent, made readable: its lightness (OKLCH) ends where text in it has 4.5:1 on paper, and text on it too.
 * Empty when it is no colour, or where a browser cannot derive one.
 */
function accentRules(accent: string): string {
  const tone = (lightness: string) => `oklch(from ${accent} ${lightness} c h)`;
  if (!CSS.supports('color', tone('l'))) return '';
  const both = `light-dark(${tone('min(l,.5)')},${tone('max(l,.75)')})`;
  return `:host{--accent:var(--crossroads-accent,${both})}`;
}

/** Adopts the panel's rules, shared by all panels of a page, and the owner's accent. */
export function adopt(container: HTMLElement, accent: string): void {
  shared ??= sheet(rules);
  const root = container.getRootNode() as ShadowRoot;
  root.adoptedStyleSheets.push(shared, sheet(accentRules(accent)));
}
