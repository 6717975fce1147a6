/** What the visitor sees, as one pure reducer over the server's events and the visitor's own actions. */
import type { Figure } from '../../src/figures.ts';
import type { Citation, Event, StageName, TurnSnapshot, TurnState } from '../../src/protocol.ts';

/** `connecting`: first attempt. `offline`: trying again. `closed`: trying again is pointless. */
export type Link = 'connecting' | 'online' | 'offline' | 'closed';

export interface Turn {
  turnId: string;
  question: string;
  text: string;
  citations: Citation[];
  figures?: Figure[];
  /** `sending`: asked here, not yet seen by the server. */
  state: TurnState | 'sending';
  stage?: { name: StageName; count?: number | undefined };
  end?: NonNullable<TurnSnapshot['end']>;
  rating?: 'up' | 'down';
  /** Turns that this one was asked in place of. */
  replaces?: string[];
  /** The server did not take it, or it was stopped before: what it was to replace still stands. */
  rejected?: boolean;
  /** Belongs to a conversation the server no longer has: readable, but not answerable. */
  detached?: boolean;
}

export interface ChatState {
  link: Link;
  conversationId?: string | undefined;
  /** `seq` of the last event applied; -1 before the first. */
  lastSeq: number;
  starters: string[];
  /** Oldest first. */
  turns: Turn[];
}

export type Action =
  | { type: 'event'; event: Event }
  | { type: 'link'; link: Link }
  | { type: 'ask'; turnId: string; question: string; replaces?: string | undefined }
  | { type: 'cancel'; turnId: string }
  | { type: 'rate'; turnId: string; rating: 'up' | 'down' }
  | { type: 'drop'; turnId: string };

/** @returns the state before anything has happened; `turns` are questions without an end, from before a reload. */
export function initialState(conversationId?: string, turns: Turn[] = []): ChatState {
  return {
    link: 'connecting',
    lastSeq: -1,
    starters: [],
    turns,
    conversationId,
  };
}

/** True while a turn may still produce text. */
export function isOpen(turn: Turn): boolean {
  return turn.state === 'sending' || turn.state === 'running';
}

/** @returns the turns to show: not those that a later one stands for. */
export function shown(turns: readonly Turn[]): Turn[] {
  const replaced = turns.flatMap((turn) => (turn.rejected ? [] : (turn.replaces ?? [])));
  return turns.filter((turn) => !replaced.includes(turn.turnId));
}

/** Applies one action. Returns the same object when nothing changes, so that callers can skip drawing. */
export function reduce(state: ChatState, action: Action): ChatState {
  switch (action.type) {
    case 'event':
      return applyEvent(state, action.event);
    case 'link':
      return state.link === action.link ? state : { ...state, link: action.link };
    case 'ask': {
      if (state.turns.some((turn) => turn.turnId === action.turnId)) return state;
      const { turnId, question, replaces } = action;
      const turn = { ...started(turnId, question, replaces ? [replaces] : []), state: 'sending' as const };
      return { ...state, turns: [...state.turns, turn] };
    }
    case 'cancel':
      return patch(state, action.turnId, (turn) =>
        turn.state === 'sending' ? { ...turn, state: 'cancelled', rejected: true } : turn,
      );
    case 'rate':
      return patch(state, action.turnId, (turn) => ({ ...turn, rating: action.rating }));
    case 'drop':
      return { ...state, turns: state.turns.filter((turn) => turn.turnId !== action.turnId) };
    default: {
      const never: never = action;
      return never;
    }
  }
}

function applyEvent(state: ChatState, event: Event): ChatState {
  switch (event.type) {
    case 'ready':
      return applyReady(state, event);
    case 'forgotten':
      return { ...initialState(), link: state.link, starters: state.starters };
    case 'pong':
      return state;
    case 'error':
      return event.turnId === undefined ? state : applyError(state, event, event.turnId);
    default:
      return applyNumbered(state, event);
  }
}

function applyReady(state: ChatState, event: Extract<Event, { type: 'ready' }>): ChatState {
  const { conversationId, starters, recovered } = event;
  const next: ChatState = { ...state, link: 'online', conversationId, starters };
  if (recovered) return next;
  const replaced = state.conversationId !== undefined && state.conversationId !== conversationId;
  // A new conversation cannot give back what the visitor is reading, so it stays on screen; the old one
  // sends every turn it has. Turns without an end are asked again under their own id in both cases; what
  // it has not taken it cannot send, and the newest of that stays.
  const turns = state.turns.flatMap((turn): Turn[] => {
    if (isOpen(turn)) return [{ ...turn, state: 'sending' }];
    if (replaced) return [{ ...turn, detached: true }];
    return turn.rejected && turn === state.turns.at(-1) ? [turn] : [];
  });
  return { ...next, lastSeq: -1, turns };
}

function applyError(state: ChatState, event: Extract<Event, { type: 'error' }>, turnId: string): ChatState {
  return patch(state, turnId, (turn) => {
    if (turn.state !== 'sending') return turn;
    const { code, message } = event;
    const retryable = code !== 'too_long';
    return {
      ...turn,
      state: 'failed',
      rejected: true,
      end: { type: 'turn.failed', turnId, code, message, retryable },
    };
  });
}

type Numbered = Extract<Event, { seq: number }>;

function applyNumbered(state: ChatState, event: Numbered): ChatState {
  const known = state.turns.some((turn) => turn.turnId === event.turnId);
  if (event.type === 'turn.snapshot' && (!known || event.seq > state.lastSeq)) {
    const turn = fromSnapshot(
      event,
      state.turns.find((each) => each.turnId === event.turnId),
    );
    const lastSeq = Math.max(state.lastSeq, event.seq);
    return known
      ? { ...patch(state, turn.turnId, () => turn), lastSeq }
      : { ...state, lastSeq, turns: placed(state.turns, turn) };
  }
  // What a newer server may send without a number is no more than an old one.
  if (!(event.seq > state.lastSeq)) return state;
  const next = { ...state, lastSeq: event.seq };
  if (event.type === 'turn.started' && !known) {
    return { ...next, turns: [...next.turns, started(event.turnId, event.question, event.replaces)] };
  }
  return patch(next, event.turnId, (turn) => applyToTurn(turn, event));
}

/** History arrives after the visitor may already have asked: turns the server has not seen, or taken, stay last. */
function placed(turns: Turn[], turn: Turn): Turn[] {
  const at = turns.findIndex((each) => each.rejected || each.state === 'sending');
  return at === -1 ? [...turns, turn] : [...turns.slice(0, at), turn, ...turns.slice(at)];
}

function started(turnId: string, question: string, replaces: string[] = []): Turn {
  return { turnId, question, replaces, text: '', citations: [], figures: [], state: 'running' };
}

function fromSnapshot(event: TurnSnapshot & { seq: number }, held: Turn | undefined): Turn {
  const { type: _type, seq: _seq, ...turn } = event;
  return held?.rating ? { ...turn, rating: held.rating } : turn;
}

function applyToTurn(turn: Turn, event: Numbered): Turn {
  switch (event.type) {
    case 'turn.started':
      return { ...turn, ...started(turn.turnId, turn.question, event.replaces) };
    case 'turn.stage': {
      return { ...turn, stage: { name: event.stage, count: event.count } };
    }
    case 'answer.delta':
      return { ...turn, text: turn.text + event.text };
    case 'answer.citation': {
      if (turn.citations.some((held) => held.marker === event.marker)) return turn;
      const { type: _type, turnId: _turnId, seq: _seq, ...citation } = event;
      return { ...turn, citations: [...turn.citations, citation] };
    }
    case 'answer.figure':
      return { ...turn, figures: [...(turn.figures ?? []), event.figure] };
    case 'turn.completed':
      return { ...turn, state: 'completed', end: event };
    case 'turn.failed':
      return { ...turn, state: event.code === 'interrupted' ? 'interrupted' : 'failed', end: event };
    case 'turn.cancelled':
      return { ...turn, state: 'cancelled', end: event };
    default:
      // A snapshot that is too old, or an event of a newer server: both change nothing.
      return turn;
  }
}

function patch(state: ChatState, turnId: string, change: (turn: Turn) => Turn): ChatState {
  return { ...state, turns: state.turns.map((turn) => (turn.turnId === turnId ? change(turn) : turn)) };
}
