/** Remembers which conversation to come back to. Storage that is forbidden or full only means not coming back. */

export interface Memory {
  read(): string | undefined;
  write(conversationId: string | undefined): void;
}

/** Creates the memory for one backend; `storage` is a function because touching it may throw. */
export function createMemory(server: string, storage: () => Storage): Memory {
  const key = `crossroads:${server}`;
  return {
    read() {
      try {
        return storage().getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(conversationId) {
      try {
        if (conversationId === undefined) storage().removeItem(key);
        else storage().setItem(key, conversationId);
      } catch {
        // Private windows and sandboxed frames: the conversation lasts as long as the page.
      }
    },
  };
}

/** An id with 128 random bits, in the alphabet the wire allows. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
