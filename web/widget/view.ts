/** The panel's frame: header, transcript, status line, composer, foot; draws a state, knows no network. */
import type { Citation } from '../../src/protocol.ts';
import { type Announcer, createAnnouncer } from './announcer.ts';
import { createComposer } from './composer.ts';
import type { WithExtras } from './contract.ts';
import { button, el, icon, wordButton } from './dom.ts';
import { createFollower } from './follow.ts';
import { createFoot } from './foot.ts';
import { strings } from './locales/current.ts';
import { createMarkdown } from './markdown.ts';
import { type ChatState, isOpen, shown, type Turn } from './state.ts';
import { waitText } from './strings.ts';
import { createTurnView, questionLine, stageText, type TurnView } from './turn-view.ts';

export interface ViewActions {
  /** Returns false when nothing can be asked now. */
  ask(text: string, replaces?: string): boolean;
  stop(): void;
  again(turn: Turn): void;
  rate(turn: Turn, rating: 'up' | 'down', comment?: string): void;
  cited(turn: Turn, citation: Citation): void;
  agree(): void;
  save(): void;
  forget(): void;
  reconnect(): void;
  close: (() => void) | undefined;
  extras: WithExtras;
}

export interface ViewOptions {
  title: string;
  greeting: string | undefined;
  starters: string[] | undefined;
  /** What the visitor has yet to agree to, as Markdown. */
  consent: string | undefined;
  /** What was typed before a reload. */
  draft: string | undefined;
}

/** Milliseconds of one drawing that go into text. */
const TEXT_MS = 8;

export interface View {
  /** @returns false when text is left for the next drawing. */
  draw(state: ChatState, waitMs: number): boolean;
  focus(): void;
  /** Puts text where the visitor types. */
  fill(text: string): void;
  /** What stands there. */
  draft(): string;
  announcer: Announcer;
  /** The visitor has asked, so what comes next is wanted. */
  asked(): void;
}

/** Builds the frame into `container`. */
export function createView(container: HTMLElement, options: ViewOptions, actions: ViewActions): View {
  const { title } = options;
  const announcer = createAnnouncer();
  const turns = new Map<string, TurnView>();

  const greeting = el('p', { part: 'greeting', dir: 'auto' }, options.greeting ?? strings.greeting);
  const starters = el('ul', { class: 'lines', part: 'starters' });
  const welcome = el('div', { class: 'welcome' }, greeting, starters);
  let consent = options.consent;
  const terms = el('div', { part: 'consent', dir: 'auto', tabindex: -1 });
  if (consent) {
    const writer = createMarkdown(terms, { citation: () => undefined });
    writer.write(consent);
    writer.end();
    const agree = () => {
      consent = undefined;
      terms.remove();
      actions.agree();
      composer.focus();
    };
    terms.append(button({ part: 'agree' }, agree, strings.agree));
    welcome.append(terms);
  }
  const list = el('div', { class: 'turns' });
  const log = el(
    'div',
    {
      class: 'log',
      part: 'transcript',
      role: 'log',
      'aria-live': 'off',
      'aria-label': strings.transcript,
      tabindex: 0,
    },
    welcome,
    list,
  );
  const newText = button({ part: 'new-text', hidden: true }, () => {}, strings.newText, icon('arrow'));
  const follower = createFollower(log, newText);
  const status = el('p', { part: 'status', role: 'status' });
  const composer = createComposer(options.draft, {
    onSend: actions.ask,
    onStop: actions.stop,
  });
  const foot = createFoot(actions.save, () => {
    actions.forget();
    composer.focus();
  });
  const header = el(
    'header',
    { class: 'head', part: 'header' },
    icon('mark'),
    el('div', { class: 'titles' }, el('h2', {}, el('bdi', {}, title)), el('p', {}, strings.subtitle)),
    actions.close && button({ part: 'close', 'aria-label': strings.close }, actions.close, icon('close')),
  );
  const panel = el(
    'section',
    { part: 'panel', 'aria-label': title, lang: strings.locale, dir: strings.direction },
    header,
    el('div', { class: 'middle' }, log, newText),
    status,
    composer.node,
    foot.node,
    announcer.node,
  );
  container.replaceChildren(panel);

  let offered: string[] | undefined;
  const drawStarters = (state: ChatState) => {
    welcome.hidden = state.turns.length > 0;
    starters.hidden = consent !== undefined;
    const wanted = options.starters ?? state.starters;
    if (wanted === offered) return;
    offered = wanted;
    starters.replaceChildren(...wanted.map((text) => questionLine(text, actions.ask)));
  };

  const drawTurns = (visible: Turn[], limited: boolean): boolean => {
    const until = performance.now() + TEXT_MS;
    let whole = true;
    const ids = new Set(visible.map((turn) => turn.turnId));
    for (const [id, view] of turns) {
      if (ids.has(id)) continue;
      view.node.remove();
      turns.delete(id);
    }
    visible.forEach((turn, at) => {
      let view = turns.get(turn.turnId);
      if (!view) {
        view = createTurnView(turn, {
          ...actions,
          ask: (text) => void actions.ask(text),
          edit: ({ turnId, question }) => composer.edit(question, turnId),
        });
        turns.set(turn.turnId, view);
      }
      if (list.children[at] !== view.node) list.insertBefore(view.node, list.children[at] ?? null);
      if (!view.update(turn, at === visible.length - 1 && !limited, until)) whole = false;
    });
    return whole;
  };

  const statusNodes = (state: ChatState, waitMs: number): (Node | string)[] => {
    if (consent) return [];
    if (state.link === 'closed') return [strings.closed];
    if (state.link === 'connecting') return [strings.connecting];
    if (state.link === 'offline') {
      return [`${strings.offline} `, wordButton(strings.tryNow, actions.reconnect)];
    }
    return waitMs > 0 ? [waitText(strings, waitMs)] : [];
  };

  const focus = () => {
    // What is to be agreed to is heard first: nothing can be asked before.
    if (consent) terms.focus();
    // A focused field on a touch screen would raise the keyboard over what the visitor came to read.
    else if (matchMedia('(pointer: coarse)').matches) log.focus({ preventScroll: true });
    else composer.focus();
  };

  let statusKey = '';
  let announced = '';
  return {
    draw(state, waitMs) {
      const running = state.turns.some(isOpen);
      drawStarters(state);
      const visible = shown(state.turns);
      const whole = drawTurns(visible, waitMs > 0);
      const key = `${consent} ${state.link} ${Math.ceil(waitMs / 1000)}`;
      if (key !== statusKey) {
        statusKey = key;
        // The clock of a limit is for the eyes; a reader hears the reason once, with the failed turn.
        status.ariaLive = waitMs > 0 ? 'off' : 'polite';
        status.replaceChildren(...statusNodes(state, waitMs));
      }
      composer.update({
        running,
        blocked: state.link === 'closed' || waitMs > 0 || consent !== undefined,
        newest: visible.at(-1)?.turnId,
        placeholder: state.turns.length > 0 ? strings.followUp : strings.placeholder,
      });
      foot.update(state.turns.length > 0);
      const last = visible.at(-1);
      if (last && isOpen(last)) {
        announcer.follow(last.turnId, last.text, false);
        if (last.text === '' && last.stage) announceStage(stageText(last));
      }
      // Last, because it lays the page out.
      const newest = last && turns.get(last.turnId);
      if (newest) follower.drawn(newest.node, last.text !== '');
      return whole;
    },
    focus,
    fill: (text) => composer.edit(text),
    draft: composer.text,
    announcer,
    asked() {
      // What was pressed to ask, a follow-up or a reply, is about to go, and would take the focus with it.
      if (log.matches(':focus-within')) focus();
      follower.asked();
    },
  };

  function announceStage(text: string): void {
    if (announced !== text) announcer.say(text);
    announced = text;
  }
}
