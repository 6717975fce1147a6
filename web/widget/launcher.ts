/** `<crossroads-launcher>`: the floating button and the dialog it opens. */
import { emit, type Panel } from './contract.ts';
import { openRoot, readOptions } from './element.ts';
import { loadPanel } from './load.ts';

const SPACE = 'http://www.w3.org/2000/svg';

/** Below this width the dialog fills the screen and the page behind it is inert. */
const PHONE = '(max-width: 479px), (max-height: 479px)';

/** Makes the element's class. The panel is fetched on first intent: pointer over, focus, touch or `open()`. */
export function createLauncherElement(server: string, rules: string): CustomElementConstructor {
  return class CrossroadsLauncher extends HTMLElement {
    #panel: Promise<Panel> | undefined;
    #dialog: HTMLDialogElement | undefined;
    #button: HTMLButtonElement | undefined;

    connectedCallback(): void {
      if (this.#button) return;
      const root = openRoot(this, rules);
      const button = document.createElement('button');
      const dialog = document.createElement('dialog');
      button.type = 'button';
      button.append(mark());
      button.className = 'launch';
      button.setAttribute('part', 'launcher');
      button.setAttribute('aria-label', this.dataset.title ?? 'Ask a question');
      button.setAttribute('aria-haspopup', 'dialog');
      button.setAttribute('aria-expanded', 'false');
      dialog.setAttribute('part', 'dialog');
      dialog.setAttribute('aria-label', this.dataset.title ?? 'Ask a question');
      for (const intent of ['pointerenter', 'focus', 'touchstart']) {
        button.addEventListener(intent, () => loadPanel(server).catch(() => {}), { passive: true });
      }
      button.addEventListener('click', () => this.toggle());
      dialog.addEventListener('close', () => this.#closed());
      dialog.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        this.close();
      });
      root.replaceChildren(button, dialog);
      this.#button = button;
      this.#dialog = dialog;
    }

    disconnectedCallback(): void {
      queueMicrotask(() => {
        if (this.isConnected) return;
        this.#panel?.then((panel) => panel.destroy()).catch(() => {});
        this.#panel = this.#button = this.#dialog = undefined;
      });
    }

    async #mount(): Promise<Panel | undefined> {
      const mount = await loadPanel(server);
      const dialog = this.#dialog;
      if (!dialog) return undefined;
      this.#panel ??= Promise.resolve(
        mount(dialog.appendChild(document.createElement('div')), this, {
          server,
          options: readOptions(this),
          onClose: () => this.close(),
        }),
      );
      return this.#panel;
    }

    async open(): Promise<void> {
      try {
        const panel = await this.#mount();
        const dialog = this.#dialog;
        if (!panel || !dialog || dialog.open) return panel?.focus();
        if (matchMedia(PHONE).matches) dialog.showModal();
        else dialog.show();
        this.#button?.setAttribute('aria-expanded', 'true');
        panel.focus();
        emit(this, 'open');
      } catch (error) {
        emit(this, 'error', { code: 'panel_unavailable', message: String(error) });
      }
    }

    close(): void {
      this.#dialog?.close();
    }

    #closed(): void {
      this.#button?.setAttribute('aria-expanded', 'false');
      this.#button?.focus();
      emit(this, 'close');
    }

    toggle(): void {
      if (this.#dialog?.open) this.close();
      else void this.open();
    }
    async send(text: string): Promise<void> {
      await this.open();
      (await this.#panel)?.send(text);
    }
    async clear(): Promise<void> {
      (await this.#mount())?.clear();
    }
  };
}

function mark(): SVGSVGElement {
  const svg = document.createElementNS(SPACE, 'svg');
  const path = document.createElementNS(SPACE, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', 'M12 21v-7M12 14C12 9 6 9.5 6 4M12 14c0-5 6-4.5 6-10');
  svg.append(path);
  return svg;
}
