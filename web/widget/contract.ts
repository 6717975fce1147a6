/** What the loader and the panel, two files fetched at different times, agree on. */

/** The attributes of the script tag and of both elements, all optional. */
export const OPTION_NAMES = [
  'title',
  'accent',
  'theme',
  'position',
  'greeting',
  'locale',
  'starters',
] as const;
export type Options = Partial<Record<(typeof OPTION_NAMES)[number], string>>;

export interface PanelOptions {
  /** Origin of the backend, without a slash at the end. */
  server: string;
  options: Options;
  /** Closes the launcher's dialog; absent inline, where there is nothing to close. */
  onClose?: () => void;
}

export interface Panel {
  focus(): void;
  send(text: string): void;
  /** Forgets the conversation, here and on the server. */
  clear(): void;
  destroy(): void;
}

/** The floating panel: a dialog that opens and closes around it. */
export interface Floating extends Panel {
  open(): void;
  close(): void;
  isOpen(): boolean;
}

/** Draws a panel into `container`, which must stand in a shadow root; events leave from `host`. */
export type MountPanel = (container: HTMLElement, host: HTMLElement, options: PanelOptions) => Panel;

/** Adds a dialog with a panel to the launcher's shadow root; `opener` gets the focus back. */
export type MountDialog = (host: HTMLElement, opener: HTMLElement, options: PanelOptions) => Floating;

export interface PanelModule {
  mountChat: MountPanel;
  mountDialog: MountDialog;
}

/** Where the panel's file leaves its entry for the loader: a registered symbol collides with no page. */
export const PANEL_KEY = Symbol.for('crossroads.panel');

/** Names of the events that leave the elements as `crossroads:NAME`, composed and bubbling. */
export type EventName =
  | 'ready'
  | 'open'
  | 'close'
  | 'question'
  | 'answer'
  | 'citation'
  | 'feedback'
  | 'error';

/** Tells the page. Detail holds plain data, never the conversation's id: who knows it can read along. */
export function emit(host: HTMLElement, name: EventName, detail: Record<string, unknown> = {}): void {
  host.dispatchEvent(new CustomEvent(`crossroads:${name}`, { bubbles: true, composed: true, detail }));
}
