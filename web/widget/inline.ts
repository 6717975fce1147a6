/** `<crossroads-chat>`: the conversation inline, wherever the page puts it. */
import type { Panel, PanelModule } from './contract.ts';
import { openRoot, PanelElement } from './element.ts';

/** Makes the element's class. It starts when it first comes into view: a chat hidden on phones costs nothing there. */
export function createChatElement(server: string, rules: string): CustomElementConstructor {
  return class CrossroadsChat extends PanelElement {
    protected server = server;

    protected override build(): () => void {
      const seen = new IntersectionObserver((entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        void this.reach(() => {});
      });
      seen.observe(this);
      return () => seen.disconnect();
    }

    protected override mount(code: PanelModule): Panel {
      const container = document.createElement('div');
      container.className = 'chat';
      openRoot(this, rules).replaceChildren(container);
      return code.mountChat(container, this, { server, options: this.dataset });
    }
  };
}
