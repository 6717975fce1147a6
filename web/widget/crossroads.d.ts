/** The widget's types, for pages in TypeScript: a server offers this file as `/crossroads.d.ts`. */

/** What the `data-*` attributes of the script tag and of both elements may say, all optional. */
export interface CrossroadsOptions {
  /** Name of the chat. */
  title?: string;
  /** Any CSS colour; made readable in both themes. The launcher shows `#rgb` and `#rrggbb` before the panel is there. */
  accent?: string;
  /** Default: what the visitor's system prefers. */
  theme?: 'light' | 'dark';
  /** Where the launcher stands; `none` on the script tag adds none. Default: right. */
  position?: 'right' | 'left' | 'none';
  /** What stands in the chat before the first question. */
  greeting?: string;
  /** `en`, `de`, `es`, `fr` or `ar`. Default: the page's language, then the browser's. */
  locale?: string;
  /** A JSON array of questions to offer first. Default: ones that the knowledge names. */
  starters?: string;
  /** Markdown that a visitor agrees to before anything is sent or kept. Default: nothing to agree to. */
  consent?: string;
}

/** Details of the events, which bubble from the elements as `crossroads:NAME`. None holds the conversation's id. */
export interface CrossroadsEventMap {
  ready: { answerer: 'llm' | 'rules'; passages: number };
  open: Record<string, never>;
  close: Record<string, never>;
  question: { turnId: string; text: string };
  answer: { turnId: string; outcome: string; answerer: 'llm' | 'rules'; text: string };
  /** A citation's card was opened. */
  citation: {
    turnId: string;
    marker: number;
    passageId: string;
    documentId: string;
    title: string;
    heading: string;
    kind: 'article' | 'notes';
    quote: string;
    url?: string;
  };
  feedback: { turnId: string; rating: 'up' | 'down'; comment?: string };
  /** `panel_unavailable` when the panel could not be fetched; else the server's code. */
  error: { code: string; message: string; turnId?: string };
}

type Listener<Name extends keyof CrossroadsEventMap> = (event: CustomEvent<CrossroadsEventMap[Name]>) => void;

/** `window.Crossroads`: every call is safe at any time and any number of times. */
export interface CrossroadsApi {
  /** Adds the launcher unless the page has one, with these options. */
  init(options?: CrossroadsOptions): void;
  /** Removes the launcher. */
  destroy(): void;
  open(): void;
  close(): void;
  toggle(): void;
  /** Opens and asks. What cannot be asked now waits in the field. */
  send(text: string): void;
  /** Forgets the conversation, here and on the server. */
  clear(): void;
  on<Name extends keyof CrossroadsEventMap>(name: Name, listener: Listener<Name>): void;
  off<Name extends keyof CrossroadsEventMap>(name: Name, listener: Listener<Name>): void;
}

/** Both elements; each call fetches the panel first if need be. */
export interface CrossroadsElement extends HTMLElement {
  open(): Promise<void>;
  close(): Promise<void>;
  toggle(): Promise<void>;
  send(text: string): Promise<void>;
  clear(): Promise<void>;
}

type Events = {
  [Name in keyof CrossroadsEventMap as `crossroads:${Name}`]: CustomEvent<CrossroadsEventMap[Name]>;
};

declare global {
  interface Window {
    /** Absent until the script has run. Before, an array of calls may stand here: `[['send', 'Hello']]`. */
    Crossroads?: CrossroadsApi;
  }
  interface HTMLElementTagNameMap {
    'crossroads-chat': CrossroadsElement;
    'crossroads-launcher': CrossroadsElement;
  }
  interface DocumentEventMap extends Events {}
  interface HTMLElementEventMap extends Events {}
}
