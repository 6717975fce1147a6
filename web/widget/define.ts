/** The loader, `widget.js`: defines both elements, offers the API, and adds the launcher the script tag asks for. */
import { createApi } from './api.ts';
import type { CrossroadsApi } from './crossroads.d.ts';
import { ChatElement } from './inline.ts';
import { LauncherElement } from './launcher.ts';
import { OPTIONS } from './load.ts';

// Before the script has loaded a page may set an array of calls: `[['open'], ['send', 'Hello']]`.
type Call = [name: string, ...values: [string]];
let queue: unknown;
// A second copy of the script finds the first at work, and only asks it for a launcher.
if (!customElements.get('crossroads-chat')) {
  queue = window.Crossroads;
  window.Crossroads = createApi();
  customElements.define('crossroads-chat', ChatElement);
  customElements.define('crossroads-launcher', LauncherElement);
}

const start = () => {
  const api = window.Crossroads as CrossroadsApi;
  if (OPTIONS && OPTIONS.position !== 'none') api.init(OPTIONS);
  // A page's own list of calls is as trusted as its own code; what else was there is not ours.
  (queue as Call[] | undefined)?.map?.(([name, ...values]) => api[name as 'send']?.(...values));
};
if (document.body) start();
else document.addEventListener('DOMContentLoaded', start);
