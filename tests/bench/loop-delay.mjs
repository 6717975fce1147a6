/**
 * Imported by a server under test: measures how late its event loop is. The parent's `late?` is answered with the
 * milliseconds of delay that a hundredth of all moments since the one before exceeded.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.send) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  process.on('message', (message) => {
    if (message !== 'late?') return;
    process.send(delays.percentile(99) / 1e6);
    delays.reset();
  });
  // Does not keep the server alive.
  process.channel.unref();
}
