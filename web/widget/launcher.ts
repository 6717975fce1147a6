/** `<crossroads-launcher>`: the floating button, painted at once; what it opens is fetched on first intent. */
import type { Panel, PanelModule } from './contract.ts';
import { openRoot, PanelElement } from './element.ts';

/** Makes the element's class. Pointer over, focus, touch or a call of `open()` count as intent. */
export function createLauncherElement(server: string, rules: string): CustomElementConstructor {
  return class CrossroadsLauncher extends PanelElement {
    protected server = server;
    #button = launchButton();

    protected override build(): () => void {
      const button = this.#button;
      button.ariaLabel = this.dataset.title ?? 'Ask a question';
      button.onclick = this.toggle;
      button.onpointerenter = button.onfocus = () => void this.fetch().catch(() => {});
      openRoot(this, rules).replaceChildren(button);
      return () => {};
    }

    protected override mount(code: PanelModule): Panel {
      return code.mountDialog(this, this.#button, { server, options: this.dataset });
    }
  };
}

function launchButton(): HTMLButtonElement {
  const space = 'http://www.w3.org/2000/svg';
  const button = document.createElement('button');
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  button.className = 'launch';
  button.setAttribute('part', 'launcher');
  button.ariaHasPopup = 'dialog';
  button.ariaExpanded = 'false';
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.ariaHidden = 'true';
  path.setAttribute('d', 'M12 21v-7M12 14C12 9 6 9.5 6 4M12 14c0-5 6-4.5 6-10');
  svg.append(path);
  button.append(svg);
  return button;
}
