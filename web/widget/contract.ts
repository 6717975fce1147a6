/** What the loader, the panel and the figures, files fetched at different times, agree on. */
import type { Figure } from '../../src/figures.ts';
import type { Citation } from '../../src/protocol.ts';
import type { CrossroadsEventMap, CrossroadsOptions } from './crossroads.d.ts';
import type { Strings } from './locales/strings.ts';
import type { Turn } from './state.ts';

export interface PanelOptions {
  /** Origin of the backend, without a slash at the end. */
  server: string;
  options: CrossroadsOptions;
  /** Runs a script of this build, named without its ending; resolves when it has run. */
  load: (name: string) => Promise<unknown>;
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

/** What the API, the elements and a panel have in common. */
export const METHODS = ['open', 'close', 'toggle', 'send', 'clear'] as const;

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
export const panelKey = (locale: Locale) => Symbol.for(`crossroads.${locale}`);

/** @returns the first locale that we speak of a list such as "pt-AR,de-AT" (there it is "de"), else English. */
export function pickLocale(wanted: string): Locale {
  // Spelt out because the loader has it instead of the list; a test compares them.
  return (/(?:^|,)(en|de|es|fr|ar)\b/.exec(wanted.toLowerCase())?.[1] ?? 'en') as Locale;
}

/** Tells the page. Detail holds plain data, never the conversation's id: who knows it can read along. */
export function emit(
  host: HTMLElement,
  name: keyof CrossroadsEventMap,
  detail: Record<string, unknown>,
): void {
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

/** A card that floats beside a numeral. */
export interface Peek {
  isShown(): boolean;
  hide(): void;
}

/** What most conversations do without: `extras.js`, fetched when first needed. */
export interface Extras {
  drawFigures(...call: FigureCall): void;
  /** Shows what `make` returns, unless it is undefined, while a mouse or the focus rests on `anchor`. */
  createPeek(anchor: HTMLElement, make: () => HTMLElement | undefined): Peek;
  /** Marks the sentences at `spans` of the Markdown `text`; see `loose.ts`. */
  markLoose(answer: Element, text: string, spans: readonly [number, number][], label: string): void;
  /** Puts the list of sources behind `line`. @returns the list. */
  listSources(line: Element, citations: readonly Citation[], strings: Strings): HTMLElement;
  copyAnswer(press: HTMLElement, turn: Turn, copied: string): void;
  saveConversation(title: string, turns: readonly Turn[]): void;
  /** Asks in `form` what was missing; `done` gets the words, or none. */
  askWord(form: HTMLFormElement, label: string, send: string, done: (word: string) => void): void;
}

/** Runs `use` once the extras are there; never, where they cannot be fetched: all they do is more than is needed. */
export type WithExtras = (use: (extras: Extras) => void) => void;

/** Where `extras.js` leaves them; a registered symbol collides with no page. */
export const EXTRAS_KEY = Symbol.for('crossroads.extras');
