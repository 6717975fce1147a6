/** The loader, `widget.js`: defines both elements, offers the API, and adds the launcher the script tag asks for. */
import { type CrossroadsApi, createApi } from './api.ts';
import { createChatElement } from './inline.ts';
import { createLauncherElement } from './launcher.ts';
import rules from './loader.css?inline';

declare global {
  interface Window {
    Crossroads?: CrossroadsApi;
  }
}

const script = document.currentScript as HTMLScriptElement | null;
// A second copy of the script finds the first at work and leaves it alone.
if (!customElements.get('crossroads-chat')) {
  const server = new URL(script?.src || location.href).origin;
  // Before the script has loaded a page may set an array of calls: `[['open'], ['send', 'Hello']]`.
  const early: unknown = window.Crossroads;
  const queue: [keyof CrossroadsApi, ...unknown[]][] = Array.isArray(early) ? early : [];
  const api = createApi();
  window.Crossroads = api;
  customElements.define('crossroads-chat', createChatElement(server, rules));
  customElements.define('crossroads-launcher', createLauncherElement(server, rules));

  const start = () => {
    if (script && script.dataset.position !== 'none') api.init(script.dataset);
    // A page's own list of calls is as trusted as its own code.
    for (const [name, ...values] of queue) (api[name] as (...values: unknown[]) => void)?.(...values);
  };
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start, { once: true });
}
