/** `window.Crossroads`: what a page may call. Every call is safe at any time and any number of times. */
import { type EventName, OPTION_NAMES, type Options } from './contract.ts';

/** An element of ours, as the API uses it. */
interface Controllable extends HTMLElement {
  open(): void | Promise<void>;
  close?(): void;
  toggle?(): void;
  send(text: string): Promise<void>;
  clear(): Promise<void>;
}

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

const launcher = () => document.querySelector<Controllable>('crossroads-launcher');

/** The launcher when it is shown, else an inline chat that is, else whichever exists. */
function target(): Controllable | null {
  const all = [...document.querySelectorAll<Controllable>('crossroads-launcher,crossroads-chat')];
  return all.find((each) => each.getClientRects().length > 0) ?? all[0] ?? null;
}

/** Creates the API object. */
export function createApi(): CrossroadsApi {
  return {
    init(options = {}) {
      if (launcher()) return;
      const element = document.createElement('crossroads-launcher');
      for (const name of OPTION_NAMES) {
        const value = options[name];
        if (value !== undefined) element.dataset[name] = value;
      }
      document.body.append(element);
    },
    destroy: () => launcher()?.remove(),
    open: () => void target()?.open(),
    close: () => launcher()?.close?.(),
    toggle: () => launcher()?.toggle?.(),
    send: (text) =>
      void target()
        ?.send(text)
        .catch(() => {}),
    clear: () =>
      void target()
        ?.clear()
        .catch(() => {}),
    // Listening at the document hears every widget, also those added later; adding twice is once.
    on: (name, listener) => document.addEventListener(`crossroads:${name}`, listener as EventListener),
    off: (name, listener) => document.removeEventListener(`crossroads:${name}`, listener as EventListener),
  };
}
