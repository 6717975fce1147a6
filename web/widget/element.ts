/** What both elements share: options, a shadow root, and a panel that is fetched when first needed. */
import { emit, OPTION_NAMES, type Options, type Panel, type PanelModule } from './contract.ts';
import { loadPanel } from './load.ts';

/** Reads an element's `data-*` options. */
export function readOptions(element: HTMLElement): Options {
  const options: Options = {};
  for (const name of OPTION_NAMES) {
    const value = element.dataset[name];
    if (value !== undefined) options[name] = value;
  }
  return options;
}

/** Opens a shadow root with the rules given, without a style element or attribute. */
export function openRoot(host: HTMLElement, rules: string): ShadowRoot {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  const accent = host.dataset.accent ?? '';
  // The panel refines this to a readable shade for each theme once it is there.
  const own = /^#[\da-f]{3,6}$/i.test(accent)
    ? `:host{--cr-accent-light:${accent};--cr-accent-dark:${accent}}`
    : '';
  sheet.replaceSync(own + rules);
  root.adoptedStyleSheets = [sheet];
  return root;
}

/** An element that shows a panel. It survives being moved within the page and ends when it is removed. */
export abstract class PanelElement<Shown extends Panel> extends HTMLElement {
  protected panel: Promise<Shown> | undefined;

  /** Origin of the backend. */
  protected abstract server: string;

  /** Builds the panel, once its code is there. */
  protected abstract mount(code: PanelModule): Shown;
  /** Lets go of what was built before the panel. */
  protected abstract reset(): void;

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.panel?.then((panel) => panel.destroy()).catch(() => {});
      this.panel = undefined;
      this.reset();
    });
  }

  /** Runs `act` on the panel, fetching it first if need be. A failure is told to the page, and may be retried. */
  protected async reach(act: (panel: Shown) => void): Promise<void> {
    try {
      this.panel ??= loadPanel(this.server).then((code) => this.mount(code));
      act(await this.panel);
    } catch (error) {
      this.panel = undefined;
      emit(this, 'error', { code: 'panel_unavailable', message: String(error) });
    }
  }

  clear(): Promise<void> {
    return this.reach((panel) => panel.clear());
  }
}
