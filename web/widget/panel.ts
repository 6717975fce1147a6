/** The panel's entry, `panel.js`: leaves its mount function where the loader looks for it. */
import { mountChat } from './chat.ts';
import { PANEL_KEY } from './contract.ts';

(globalThis as Record<symbol, unknown>)[PANEL_KEY] = mountChat;
