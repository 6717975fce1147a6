/** The questions of programs that are being answered, so that a server which stops waits for them and takes no more. */
import { ApiError } from './error.ts';

export interface Running {
  /** Waits for a place. @returns how to give it back. @throws ApiError 503 once the server is about to stop, and as `enter`. */
  enter(): Promise<() => void>;
  /** Counts one until `ended` settles. @param stop ends it when the time is over. */
  add(ended: Promise<unknown>, stop: () => void): void;
  /** Refuses new questions, and waits until the running ones have ended or `timeoutMs` is over; then it stops them. */
  drain(timeoutMs: number): Promise<void>;
}

/** @param enter waits for one of the places that all askers share; absent: there is one for everybody. */
export function createRunning(enter?: () => Promise<() => void>): Running {
  const running = new Set<{ ended: Promise<void>; stop: () => void }>();
  let isDraining = false;

  const refuseLate = () => {
    if (!isDraining) return;
    throw new ApiError(503, 'interrupted', 'The server is about to stop. Ask again in a moment.', {
      retryAfterMs: 5000,
    });
  };

  return {
    async enter() {
      refuseLate();
      const leave = (await enter?.()) ?? (() => {});
      // The wait may have been long.
      if (isDraining) leave();
      refuseLate();
      return leave;
    },

    add(ended, stop) {
      const remove = () => void running.delete(one);
      const one = { ended: ended.then(remove, remove), stop };
      running.add(one);
    },

    async drain(timeoutMs) {
      isDraining = true;
      const ended = Promise.all([...running].map((one) => one.ended));
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, timeoutMs);
      });
      await Promise.race([ended, late]);
      clearTimeout(timer);
      for (const { stop } of running) stop();
      await ended;
    },
  };
}
