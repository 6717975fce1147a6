/** The dialog behind the launcher: focus goes in, Esc and the cross close it, focus comes back. */
import { mountChat } from './chat.ts';
import { emit, type MountDialog } from './contract.ts';
import { el } from './dom.ts';
import { strings } from './locales/current.ts';

/** Below this size the dialog fills the screen and the page behind it is inert. */
const PHONE = '(max-width: 479px), (max-height: 479px)';

/** Adds the dialog, closed; see {@link MountDialog}. */
export const mountDialog: MountDialog = (host, opener, options) => {
  const container = el('div');
  const title = options.options.title ?? strings.title;
  opener.ariaLabel = title;
  opener.ariaHasPopup = 'dialog';
  opener.ariaExpanded = 'false';
  const dialog = el('dialog', { part: 'dialog', 'aria-label': title }, container);
  opener.after(dialog);
  // All at once: the dialog's own event comes a moment later, when a quick hand may have opened it again.
  const close = () => {
    if (!dialog.open) return;
    dialog.close();
    opener.ariaExpanded = 'false';
    opener.focus();
    emit(host, 'close', {});
  };
  const panel = mountChat(container, host, { ...options, onClose: close });

  dialog.addEventListener('keydown', (event) => {
    // Inner parts that close on Esc themselves have prevented the default.
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    close();
  });
  // What closes it without a key, as the button "back" of a phone.
  dialog.oncancel = close;

  const open = () => {
    if (!dialog.open) {
      if (matchMedia(PHONE).matches) dialog.showModal();
      else dialog.show();
      queueMicrotask(() => {
        opener.ariaExpanded = 'true';
      });
      emit(host, 'open', {});
    }
    panel.open();
  };

  return {
    open,
    close,
    // Presses that waited for the panel to be fetched all come at once: together they open it.
    toggle: () => (opener.ariaExpanded === 'true' ? close() : open()),
    send(text) {
      open();
      panel.send(text);
    },
    clear: panel.clear,
    destroy() {
      panel.destroy();
      dialog.remove();
    },
  };
};
