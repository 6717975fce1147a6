/**
 * Imported by a server under test: lets its parent switch the inspector's watching off and on again, `{watches: boolean}`.
 * What is asked while it is off is not watched, as on a server that has no inspector; each message is answered when it holds.
 */
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/** Puts the switch in the place of the server's own hub. */
const HOOKS = `
  const HUB = /\\/dist\\/inspector\\/hub\\.js$/;
  export async function load(url, context, next) {
    if (!HUB.test(url)) return next(url, context);
    const source = \`
      import { createHub as create } from '\${url}?own';
      export function createHub(options) {
        const hub = create(options);
        let watches = true;
        process.on('message', (message) => {
          if (typeof message?.watches !== 'boolean') return;
          watches = message.watches;
          process.send({ watches });
        });
        process.channel.unref();
        return { ...hub, observe: (turn) => (watches ? hub.observe(turn) : undefined) };
      }\`;
    return { format: 'module', source, shortCircuit: true };
  }`;

if (isMainThread && process.send) register(`data:text/javascript,${encodeURIComponent(HOOKS)}`);
