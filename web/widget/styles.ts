/** Gives a shadow root the panel's look through constructed sheets: no style element, no attribute. */
import { accentRules } from './accent.ts';
import rules from './panel.css?inline';

let shared: CSSStyleSheet | undefined;

function sheet(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

/** Adopts the panel's rules, shared by all panels of a page, and the owner's accent in readable shades. */
export function adopt(container: HTMLElement, accent: string): void {
  shared ??= sheet(rules);
  const root = container.getRootNode() as ShadowRoot;
  root.adoptedStyleSheets.push(shared, sheet(accentRules(accent)));
}
