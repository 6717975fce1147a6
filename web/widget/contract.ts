/** What the loader, the panel and the figures, files fetched at different times, agree on. */
import type { Figure } from '../../src/figures.ts';

/** What the `data-*` attributes of the script tag and of both elements may say, all optional. */
export interface Options {
  title?: string;
  /** `#rgb` or `#rrggbb`; made readable in both themes. */
  accent?: string;
  /** Default: what the visitor's system prefers. */
  theme?: 'light' | 'dark';
  /** Where the launcher stands; `none` on the script tag adds none. Default: right. */
  position?: 'right' | 'left' | 'none';
  greeting?: string;
  /** Default: the page's language, then the browser's. */
  locale?: string;
  /** A JSON array of questions. Default: the server's. */
  starters?: string;
}

export interface PanelOptions {
  /** Origin of the backend, without a slash at the end. */
  server: string;
  options: Options;
  /** Closes the launcher's dialog; absent inline, where there is nothing to close. */
  onClose?: () => void;
}

/** What can be asked of a panel, inline or in a dialog. */
export interface Panel {
  /** Shows the panel, where it can be hidden, and takes the focus. */
  open(): void;
  close(): void;
  toggle(): void;
  /** Opens and asks. */
  send(text: string): void;
  /** Forgets the conversation, here and on the server. */
  clear(): void;
  destroy(): void;
}

/** Draws a panel into `container`, which must stand in a shadow root; events leave from `host`. */
export type MountPanel = (container: HTMLElement, host: HTMLElement, options: PanelOptions) => Panel;

/** Adds a dialog with a panel to the launcher's shadow root; `opener` gets the focus back. */
export type MountDialog = (host: HTMLElement, opener: HTMLElement, options: PanelOptions) => Panel;

export interface PanelModule {
  mountChat: MountPanel;
  mountDialog: MountDialog;
}

/** Languages of the interface, each in a panel file of its own, so that nobody fetches the other four. */
export const LOCALES = ['en', 'de', 'es', 'fr', 'ar'] as const;
export type Locale = (typeof LOCALES)[number];

/** Where a panel's file leaves its entry for the loader: a registered symbol collides with no page. */
export const panelKey = (locale: Locale) => Symbol.for(`crossroads.panel.${locale}`);

/** @returns the first wanted locale that we speak ("de-AT" finds "de"), else English. */
export function pickLocale(wanted: readonly (string | undefined)[]): Locale {
  const codes = wanted.map((each) => each?.slice(0, 2).toLowerCase());
  return codes.find((code): code is Locale => LOCALES.includes(code as Locale)) ?? 'en';
}

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

/** One answer's figures to draw into it, with what makes citations and asks; the same again changes nothing. */
export type FigureCall = [
  answer: HTMLElement,
  figures: readonly Figure[],
  cite: (marker: number) => Node | undefined,
  ask: (text: string) => void,
  locale: Locale,
];

/** Where calls wait for `figures.js`, and where it takes them afterwards; a global of the page. */
export const FIGURES_KEY = 'crossroadsFigures';
