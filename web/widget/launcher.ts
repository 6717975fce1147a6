/** `<crossroads-launcher>`: the floating button, painted at once; what it opens is fetched on first intent. */
import type { Floating, PanelModule } from './contract.ts';
import { openRoot, PanelElement, readOptions } from './element.ts';
import { loadPanel } from './load.ts';

/** Makes the element's class. Pointer over, focus, touch or a call of `open()` count as intent. */
export function createLauncherElement(server: string, rules: string): CustomElementConstructor {
  return class CrossroadsLauncher extends PanelElement<Floating> {
    #button: HTMLButtonElement | undefined;

    protected server = server;

    connectedCallback(): void {
      if (this.#button) return;
      const button = launchButton(this.dataset.title ?? 'Ask a question');
      for (const intent of ['pointerenter', 'focus']) {
        button.addEventListener(intent, () => loadPanel(server).catch(() => {}), { passive: true });
      }
      button.addEventListener('click', () => this.toggle());
      openRoot(this, rules).replaceChildren(button);
      this.#button = button;
    }

    protected override mount(code: PanelModule): Floating {
      if (!this.#button) throw new Error('the launcher is not on the page');
      return code.mountDialog(this, this.#button, { server, options: readOptions(this) });
    }

    protected override reset(): void {
      this.#button = undefined;
    }

    open(): Promise<void> {
      return this.reach((panel) => panel.open());
    }
    close(): void {
      this.panel?.then((panel) => panel.close()).catch(() => {});
    }
    toggle(): Promise<void> {
      return this.reach((panel) => (panel.isOpen() ? panel.close() : panel.open()));
    }
    send(text: string): Promise<void> {
      return this.reach((panel) => {
        panel.open();
        panel.send(text);
      });
    }
  };
}

function launchButton(label: string): HTMLButtonElement {
  const space = 'http://www.w3.org/2000/svg';
  const button = document.createElement('button');
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  const attributes = {
    class: 'launch',
    part: 'launcher',
    'aria-label': label,
    'aria-haspopup': 'dialog',
    'aria-expanded': 'false',
  };
  for (const [name, value] of Object.entries(attributes)) button.setAttribute(name, value);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', 'M12 21v-7M12 14C12 9 6 9.5 6 4M12 14c0-5 6-4.5 6-10');
  svg.append(path);
  button.append(svg);
  return button;
}
