/** What both elements share: a shadow root, and a panel that is fetched when first needed. */
import { emit, type Panel, type PanelModule } from './contract.ts';
import { loadPanel } from './load.ts';

/** Opens a shadow root with the rules given, without a style element or attribute. */
export function openRoot(host: HTMLElement, rules: string): ShadowRoot {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  const accent = host.dataset.accent ?? '';
  // The panel refines this to a readable shade for each theme once it is there.
  const own = /^#[\da-f]{3,6}$/i.test(accent) ? `:host{--cr-light:${accent};--cr-dark:${accent}}` : '';
  sheet.replaceSync(own + rules);
  root.adoptedStyleSheets = [sheet];
  return root;
}

/** An element that shows a panel. It survives being moved within the page and ends when it is removed. */
export abstract class PanelElement extends HTMLElement {
  #panel: Promise<Panel> | undefined;
  #built: (() => void) | undefined;

  /** Origin of the backend. */
  protected abstract server: string;
  /** Builds what stands there before the panel. @returns how to let go of it. */
  protected abstract build(): () => void;
  /** Builds the panel, once its code is there. */
  protected abstract mount(code: PanelModule): Panel;

  connectedCallback(): void {
    this.#built ??= this.build();
  }

  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#panel?.then((panel) => panel.destroy());
      this.#built?.();
      this.#panel = this.#built = undefined;
    });
  }

  /** Runs `act` on the panel, fetching it first if need be. A failure is told to the page, and may be retried. */
  async reach(act: (panel: Panel) => void): Promise<void> {
    try {
      this.#panel ??= this.fetch().then((code) => this.mount(code));
      act(await this.#panel);
    } catch (error) {
      this.#panel = undefined;
      emit(this, 'error', { code: 'panel_unavailable', message: String(error) });
    }
  }

  protected fetch(): Promise<PanelModule> {
    return loadPanel(this.server, this.dataset.locale);
  }

  open = () => this.reach((panel) => panel.open());
  close = () => this.reach((panel) => panel.close());
  toggle = () => this.reach((panel) => panel.toggle());
  send = (text: string) => this.reach((panel) => panel.send(text));
  clear = () => this.reach((panel) => panel.clear());
}
