/** `window.Crossroads`: what a page may call. Every call is safe at any time and any number of times. */
import { METHODS } from './contract.ts';
import type { CrossroadsApi } from './crossroads.d.ts';
import type { PanelElement } from './element.ts';

const launcher = () => document.querySelector('crossroads-launcher');

/** Creates the API object. */
export function createApi(): CrossroadsApi {
  /** The launcher that `init` added: it belongs to no part of the page and outlives a body that is swapped. */
  let own: Element | undefined;
  new MutationObserver(() => own && document.body?.append(own)).observe(document.documentElement, {
    childList: true,
  });

  const api = {
    init(options = {}) {
      if (launcher()) return;
      own = document.createElement('crossroads-launcher');
      Object.assign((own as HTMLElement).dataset, options);
      document.body.append(own);
    },
    destroy() {
      own = undefined;
      launcher()?.remove();
    },
    // Listening at the document hears every widget, also those added later; adding twice is once.
    on: (name, listener) => document.addEventListener(`crossroads:${name}`, listener as EventListener),
    off: (name, listener) => document.removeEventListener(`crossroads:${name}`, listener as EventListener),
  } as CrossroadsApi;
  for (const name of METHODS) {
    api[name] = (text?: string) => {
      const all = [...document.querySelectorAll<PanelElement>('crossroads-launcher,crossroads-chat')];
      // The last that is shown, which is the launcher where there is one, else the first; looked up only where there
      // is a choice, because the page must be laid out for it.
      void all.findLast((each, at) => at === 0 || each.getClientRects()[0])?.[name](text ?? '');
    };
  }
  return api;
}
