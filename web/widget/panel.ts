/** The panel's entry, `panel.js`: leaves its mount functions where the loader looks for them. */
import { mountChat } from './chat.ts';
import { PANEL_KEY, type PanelModule } from './contract.ts';
import { mountDialog } from './dialog.ts';

(globalThis as Record<symbol, unknown>)[PANEL_KEY] = { mountChat, mountDialog } satisfies PanelModule;
