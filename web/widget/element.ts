/** `<crossroads-chat>`: the conversation inline, wherever the page puts it. */
import { accentRules } from './accent.ts';
import { OPTION_NAMES, type Options, type Panel } from './contract.ts';
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

/** Opens a shadow root with the rules given and the owner's accent, without a style element or attribute. */
export function openRoot(host: HTMLElement, rules: string): ShadowRoot {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [rules, accentRules(host.dataset.accent ?? '')].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return root;
}

/**
 * Makes the element's class. It fetches the panel when it first comes into view, so a chat that a page hides
 * on phones costs nothing there, and keeps the conversation when it is moved within the page.
 */
export function createChatElement(server: string, rules: string): CustomElementConstructor {
  return class CrossroadsChat extends HTMLElement {
    #panel: Promise<Panel> | undefined;
    #seen: IntersectionObserver | undefined;

    connectedCallback(): void {
      if (this.#panel) return;
      this.#seen ??= new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.#mount().catch(() => {});
      });
      this.#seen.observe(this);
    }

    disconnectedCallback(): void {
      queueMicrotask(() => {
        if (this.isConnected) return;
        this.#seen?.disconnect();
        this.#panel?.then((panel) => panel.destroy()).catch(() => {});
        this.#panel = undefined;
      });
    }

    #mount(): Promise<Panel> {
      this.#seen?.disconnect();
      this.#panel ??= loadPanel(server).then((mount) => {
        const container = document.createElement('div');
        container.className = 'chat';
        openRoot(this, rules).replaceChildren(container);
        return mount(container, this, { server, options: readOptions(this) });
      });
      this.#panel.catch(() => {
        this.#panel = undefined;
      });
      return this.#panel;
    }

    async open(): Promise<void> {
      (await this.#mount()).focus();
    }
    async send(text: string): Promise<void> {
      (await this.#mount()).send(text);
    }
    async clear(): Promise<void> {
      (await this.#mount()).clear();
    }
  };
}
