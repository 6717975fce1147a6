/** What both elements share: a shadow root, and a panel that is fetched when first needed. */
import { emit, METHODS, type Panel, type PanelModule, type PanelOptions } from './contract.ts';
import { load, loadPanel, SERVER } from './load.ts';
import rules from './loader.css?inline';

/** Fills the shadow root of an element, with its rules but without a style element or attribute. */
export function fillRoot(host: HTMLElement, content: Node): void {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  const accent = host.dataset.accent ?? '';
  // The panel refines this to a readable shade for each theme once it is there.
  sheet.replaceSync(rules + (/^#[\da-f]{3,6}$/i.test(accent) ? `:host{--accent:${accent}}` : ''));
  root.adoptedStyleSheets = [sheet];
  root.replaceChildren(content);
}

/** An element that shows a panel. It survives being moved within the page and ends when it is removed. */
export abstract class PanelElement extends HTMLElement {
  #panel: Promise<Panel> | undefined;

  declare open: () => Promise<void>;
  declare close: () => Promise<void>;
  declare toggle: () => Promise<void>;
  declare clear: () => Promise<void>;
  declare send: (text: string) => Promise<void>;

  /** Builds the panel, once its code is there. */
  protected abstract mount(code: PanelModule, options: PanelOptions): Panel;

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#panel?.then((panel) => panel.destroy());
      this.#panel = undefined;
    });
  }

  /** Runs `act` on the panel, fetching it first if need be. A failure is told to the page, and may be retried. */
  async reach(act: (panel: Panel) => void): Promise<void> {
    try {
      this.#panel ??= loadPanel(this.dataset.locale).then((code) =>
        this.mount(code, { server: SERVER, load, options: this.dataset }),
      );
      act(await this.#panel);
    } catch (error) {
      this.#panel = undefined;
      emit(this, 'error', { code: 'panel_unavailable', message: String(error) });
    }
  }
}

for (const name of METHODS) {
  PanelElement.prototype[name] = function (this: PanelElement, text?: string) {
    return this.reach((panel) => panel[name](text ?? ''));
  };
}
