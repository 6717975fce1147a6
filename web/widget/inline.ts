/** `<crossroads-chat>`: the conversation inline, wherever the page puts it. */
import type { Panel, PanelModule } from './contract.ts';
import { openRoot, PanelElement, readOptions } from './element.ts';

/** Makes the element's class. It starts when it first comes into view: a chat hidden on phones costs nothing there. */
export function createChatElement(server: string, rules: string): CustomElementConstructor {
  return class CrossroadsChat extends PanelElement<Panel> {
    #seen: IntersectionObserver | undefined;

    protected server = server;

    connectedCallback(): void {
      if (this.#seen) return;
      this.#seen = new IntersectionObserver((entries, seen) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        seen.disconnect();
        void this.reach(() => {});
      });
      this.#seen.observe(this);
    }

    protected override mount(code: PanelModule): Panel {
      const container = document.createElement('div');
      container.className = 'chat';
      openRoot(this, rules).replaceChildren(container);
      return code.mountChat(container, this, { server, options: readOptions(this) });
    }

    protected override reset(): void {
      this.#seen?.disconnect();
      this.#seen = undefined;
    }

    open(): Promise<void> {
      return this.reach((panel) => panel.focus());
    }
    send(text: string): Promise<void> {
      return this.reach((panel) => panel.send(text));
    }
  };
}
