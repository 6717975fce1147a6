/** Gives a shadow root the panel's look through a constructed sheet: no style element, no attribute. */
import rules from './panel.css?inline';

/** Adopts the panel's rules in the root that holds `container`; a second panel there adds nothing. */
export function adopt(container: HTMLElement): void {
  const root = container.getRootNode() as ShadowRoot;
  if (root.adoptedStyleSheets.some((sheet) => sheet === shared)) return;
  root.adoptedStyleSheets.push(sheetOf());
}

let shared: CSSStyleSheet | undefined;

function sheetOf(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(rules);
  }
  return shared;
}
