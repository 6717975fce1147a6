/** Remembers which conversation to come back to, and what a reload must not lose. Forbidden or full storage only means not coming back. */
import type { Turn } from './state.ts';

/** Kept as long as the tab: what was typed and not sent, and questions without an end, which are asked again under their own ids. */
export interface Kept {
  draft?: string;
  turns?: Turn[];
}

export interface Memory {
  read(): string | undefined;
  write(conversationId: string | undefined): void;
  /** Whether the visitor has agreed to what the owner asks consent for. */
  agreed(): boolean;
  agree(): void;
  kept(): Kept;
  keep(kept: Kept): void;
}

/**
 * Creates the memory for one backend; both storages are functions because touching them may throw. `place` tells the widgets
 * of one page apart: they share their conversation, but not what is being typed.
 */
export function createMemory(
  server: string,
  place: string,
  storage: () => Storage,
  session: () => Storage,
): Memory {
  const key = `crossroads:${server}`;
  // Private windows and sandboxed frames: the conversation lasts as long as the page.
  const attempt = <T>(use: () => T): T | undefined => {
    try {
      return use();
    } catch {
      return undefined;
    }
  };
  return {
    read: () => attempt(() => storage().getItem(key)) ?? undefined,
    write: (conversationId) =>
      attempt(() => (conversationId ? storage().setItem(key, conversationId) : storage().removeItem(key))),
    agreed: () => attempt(() => storage().getItem(`${key}:agreed`)) === '1',
    agree: () => attempt(() => storage().setItem(`${key}:agreed`, '1')),
    kept: () => attempt(() => JSON.parse(session().getItem(key + place) ?? '{}')) ?? {},
    keep: (kept) => attempt(() => session().setItem(key + place, JSON.stringify(kept))),
  };
}

/** An id with 128 random bits, in the alphabet the wire allows. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}
