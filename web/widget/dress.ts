/** Gives a shadow root the rules of what the extras draw. */
import rules from './extras.css?inline';

let sheet: CSSStyleSheet | undefined;

/** Adopts the rules where `node` stands, once a root. */
export function dress(node: Element): void {
  const root = node.getRootNode() as ShadowRoot;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
