/** Holds what a turn tells first until its question is stored, so that a model can be asked before that. */
import type { TurnEvent } from '../protocol.ts';

export interface Hold {
  /** Tells an event, or keeps it for the release. */
  tell(event: TurnEvent): void;
  readonly isHolding: boolean;
  /** Stores the question, once, and tells what was held, in its order. */
  release(): Promise<void>;
}

/**
 * Releases by itself when all that needs no waiting is done: the request to the model has left by then, and storing
 * takes its time while the model thinks.
 * @param store stores the question; never rejects.
 * @param tell tells one event; never throws.
 */
export function createHold(store: () => Promise<void>, tell: (event: TurnEvent) => void): Hold {
  let held: TurnEvent[] | undefined = [];
  let released: Promise<void> | undefined;

  async function open(): Promise<void> {
    clearImmediate(later);
    await store();
    const first = held ?? [];
    held = undefined;
    for (const event of first) tell(event);
  }
  const release = () => {
    released ??= open();
    return released;
  };
  const later = setImmediate(() => void release());

  return {
    tell: (event) => (held ? void held.push(event) : tell(event)),
    get isHolding() {
      return held !== undefined;
    },
    release,
  };
}
