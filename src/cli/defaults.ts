/** What commands take where nothing is said; apart from the commands, so that the command line is known without loading them. */

/** Passages that `search` shows, and the most that it does. */
export const DEFAULT_TOP = 8;
export const MAX_TOP = 1000;

/** Days that `gaps` looks back. */
export const DEFAULT_DAYS = 30;
export const DAY_MS = 86_400_000;
