/** How long browser tests wait: for a state of the page, never for a time, so a long limit costs nothing where all is well. */
import { vi } from 'vitest';

/** Milliseconds within which a page has done what is waited for, also on a machine that is busy with other work. */
export const PATIENCE_MS = 30_000;

/** Gives every `expect.poll` of a test file {@link PATIENCE_MS}, and its tests time for several. Call before they are defined. */
export function bePatient(): void {
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: PATIENCE_MS } } });
}
