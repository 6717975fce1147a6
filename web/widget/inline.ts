/** `<crossroads-chat>`: the conversation inline, wherever the page puts it. */
import type { Panel, PanelModule, PanelOptions } from './contract.ts';
import { fillRoot, PanelElement } from './element.ts';

/** Starts when it first comes into view: a chat hidden on phones costs nothing there. */
export class ChatElement extends PanelElement {
  connectedCallback(): void {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      this.reach(() => {});
    });
    seen.observe(this);
  }

  protected override mount(code: PanelModule, options: PanelOptions): Panel {
    const container = document.createElement('div');
    container.className = 'chat';
    fillRoot(this, container);
    return code.mountChat(container, this, options);
  }
}
