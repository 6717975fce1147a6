/** The dialog behind the launcher: focus goes in, Esc and the cross close it, focus comes back. */
import { mountChat } from './chat.ts';
import { emit, type MountDialog } from './contract.ts';
import { el } from './dom.ts';

/** Below this size the dialog fills the screen and the page behind it is inert. */
const PHONE = '(max-width: 479px), (max-height: 479px)';

/** Adds the dialog, closed; see {@link MountDialog}. */
export const mountDialog: MountDialog = (host, opener, options) => {
  const container = el('div');
  const dialog = el(
    'dialog',
    { part: 'dialog', 'aria-label': opener.getAttribute('aria-label') ?? '' },
    container,
  );
  opener.after(dialog);
  const panel = mountChat(container, host, { ...options, onClose: () => dialog.close() });

  dialog.addEventListener('keydown', (event) => {
    // Inner parts that close on Esc themselves have prevented the default.
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener('close', () => {
    opener.setAttribute('aria-expanded', 'false');
    opener.focus();
    emit(host, 'close');
  });

  return {
    ...panel,
    isOpen: () => dialog.open,
    close: () => dialog.close(),
    open() {
      if (!dialog.open) {
        if (matchMedia(PHONE).matches) dialog.showModal();
        else dialog.show();
        opener.setAttribute('aria-expanded', 'true');
        emit(host, 'open');
      }
      panel.focus();
    },
    destroy() {
      panel.destroy();
      dialog.remove();
    },
  };
};
