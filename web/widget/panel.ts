/** The panel's entry, `panel.LOCALE.js`: leaves its mount functions where the loader looks for them. */
import { mountChat } from './chat.ts';
import { type PanelModule, panelKey } from './contract.ts';
import { mountDialog } from './dialog.ts';
import { strings } from './locales/current.ts';

(globalThis as Record<symbol, unknown>)[panelKey(strings.locale)] = {
  mountChat,
  mountDialog,
} satisfies PanelModule;
