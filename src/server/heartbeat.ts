/** Finds peers that died without a word, and those that never say hello, with one timer for all of them. */
import { CLOSE, WIRE_LIMITS } from '../protocol.ts';
import type { SocketTab } from './tab.ts';

/** Milliseconds from connecting to `hello`. */
const HELLO_TIMEOUT_MS = 10_000;
/** The tabs are pinged in as many groups, one after the other, so that ten thousand pings never leave in one go. */
const GROUPS = 20;
/** Milliseconds between two groups: each group's turn comes every {@link WIRE_LIMITS.heartbeatMs}. */
export const TICK_MS = WIRE_LIMITS.heartbeatMs / GROUPS;

export interface Heartbeat {
  add(tab: SocketTab): void;
  remove(tab: SocketTab): void;
  /** How many tabs are watched. */
  count(): number;
  /** To be called every {@link TICK_MS}. */
  tick(): void;
}

/**
 * A tab is pinged every 20 s and cut when it was silent since the last ping: at most 40 s after it died.
 * @param now monotonic milliseconds.
 */
export function createHeartbeat(now: () => number): Heartbeat {
  const groups = Array.from({ length: GROUPS }, () => new Set<SocketTab>());
  /** Tabs that have not said hello, in the order they connected, with the time they did. */
  const silent = new Map<SocketTab, number>();
  let current = 0;

  function checkPeers(group: Set<SocketTab>): void {
    for (const tab of group) {
      if (tab.isHeard) {
        tab.isHeard = false;
        tab.ping();
      } else {
        tab.terminate();
      }
    }
  }

  function checkGreetings(): void {
    for (const [tab, since] of silent) {
      if (!tab.isGreeted && now() - since < HELLO_TIMEOUT_MS) return;
      silent.delete(tab);
      if (!tab.isGreeted) tab.close(CLOSE.helloTimeout, 'no hello');
    }
  }

  return {
    add(tab) {
      // The group whose turn has just passed: its next one is a whole interval away.
      groups[current]?.add(tab);
      silent.set(tab, now());
    },
    remove(tab) {
      for (const group of groups) if (group.delete(tab)) break;
      silent.delete(tab);
    },
    count: () => groups.reduce((total, group) => total + group.size, 0),
    tick() {
      current = (current + 1) % GROUPS;
      const group = groups[current];
      if (group) checkPeers(group);
      checkGreetings();
    },
  };
}
