/**
 * Lets other load generators speak Crossroads' wire: `open(url, options, on)` gives `{ask, cancel, close}` and calls
 * `on.token`, `on.done` and `on.error`. An answer of the rules is an error there: what is measured is the model's path.
 */
import { openCrossroads, openIdle } from './clients.mjs';

// biome-ignore lint/style/noDefaultExport: load generators import an adapter by its default export
export default {
  name: 'crossroads',
  transport: 'ws',
  open: (url, _options, on) =>
    openCrossroads(url, {
      text: on.token,
      done: (answerer) => (answerer === 'llm' ? on.done() : on.error(new Error('the rules answered'))),
      failed: (message) => on.error(new Error(message)),
    }),
  openIdle: (url, { localAddress } = {}) => openIdle(url, localAddress ? { localAddress } : {}),
};
