/** `window.Crossroads`: what a page may call. Every call is safe at any time and any number of times. */
import type { EventName, Options } from './contract.ts';
import type { PanelElement } from './element.ts';

export interface CrossroadsApi {
  /** Adds the launcher unless the page has one, with these options. */
  init(options?: Options): void;
  /** Removes the launcher. */
  destroy(): void;
  open(): void;
  close(): void;
  toggle(): void;
  /** Opens and asks. */
  send(text: string): void;
  /** Forgets the conversation, here and on the server. */
  clear(): void;
  on(name: EventName, listener: (event: CustomEvent) => void): void;
  off(name: EventName, listener: (event: CustomEvent) => void): void;
}

const launcher = () => document.querySelector<PanelElement>('crossroads-launcher');

/** The launcher when it is shown, else an inline chat that is, else whichever exists. */
function target(): PanelElement | null {
  const all = [...document.querySelectorAll<PanelElement>('crossroads-launcher,crossroads-chat')];
  return all.find((each) => each.getClientRects().length > 0) ?? all[0] ?? null;
}

/** Creates the API object. */
export function createApi(): CrossroadsApi {
  return {
    init(options = {}) {
      if (launcher()) return;
      const element = document.createElement('crossroads-launcher');
      Object.assign(element.dataset, options);
      document.body.append(element);
    },
    destroy: () => launcher()?.remove(),
    open: () => void target()?.open(),
    close: () => void launcher()?.close(),
    toggle: () => void launcher()?.toggle(),
    send: (text) => void target()?.send(text),
    clear: () => void target()?.clear(),
    // Listening at the document hears every widget, also those added later; adding twice is once.
    on: (name, listener) => document.addEventListener(`crossroads:${name}`, listener as EventListener),
    off: (name, listener) => document.removeEventListener(`crossroads:${name}`, listener as EventListener),
  };
}
