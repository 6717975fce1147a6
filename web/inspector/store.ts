/** All that the page knows, as one value, and how each thing that happens changes it. Pure. */
import type {
  Breaker,
  ConversationInfo,
  InspectorEvent,
  Mode,
  RecordingInfo,
  ScriptStep,
  ServerFacts,
  Template,
  TurnRecord,
} from '../../src/inspector/protocol.ts';
import type { Stage } from '../../src/trace.ts';
import { type Player, play, tick } from './player.ts';

export type Link = 'connecting' | 'online' | 'offline' | 'closed';

/** Runs of one experiment; a side is absent until it has ended. */
export interface Experiment {
  id: string;
  question: string;
  before?: TurnRecord;
  after?: TurnRecord;
  problem?: string;
}

export interface State {
  link: Link;
  server?: ServerFacts;
  mode: Mode;
  breaker?: Breaker;
  script: ScriptStep[];
  templates: Template[];
  recordings: RecordingInfo[];
  /** Bytes of a recording's file, at most; not known before the server has said it. */
  maxFileBytes?: number;
  conversations: ConversationInfo[];
  /** Label of the presenter's own conversation. */
  own?: string;
  /** Label of the conversation that is shown, and its turns, oldest first. */
  followed?: string;
  turns: TurnRecord[];
  /** The presenter asked for a conversation of her own: nobody else's takes its place. */
  isFresh: boolean;
  /** Present: a recording is shown instead. */
  player?: Player;
  /** The turn and the stage looked at; absent: the newest, and the one most worth a look. */
  turnId?: string;
  stage?: Stage;
  view: 'trace' | 'playground';
  experiment?: Experiment;
  templateProblems: Partial<Record<Template['name'], string>>;
  isBig: boolean;
  search: string;
  /** A line that says what just happened, for everybody. */
  notice?: string;
}

export const INITIAL: State = {
  link: 'connecting',
  mode: 'auto',
  script: [],
  templates: [],
  recordings: [],
  conversations: [],
  turns: [],
  isFresh: false,
  view: 'trace',
  templateProblems: {},
  isBig: false,
  search: '',
};

export type Action =
  | { type: 'event'; event: InspectorEvent }
  | { type: 'link'; link: Link }
  | { type: 'player'; player: Player | undefined }
  | { type: 'tick'; realMs: number }
  | { type: 'look'; turnId?: string; stage?: Stage }
  | { type: 'view'; view: State['view'] }
  | { type: 'experiment'; experiment: Experiment | undefined }
  | { type: 'search'; search: string }
  /** Leaves what is shown: the next question begins a conversation. */
  | { type: 'fresh' }
  | { type: 'big' }
  | { type: 'notice'; notice: string | undefined };

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'event':
      return applyEvent(state, action.event);
    case 'link': {
      const { experiment } = state;
      const isCut = action.link !== 'online' && experiment && !(experiment.before && experiment.after);
      const problem = 'The line to the server broke before both runs had ended. Run them again.';
      const cut = isCut ? { experiment: { ...experiment, problem } } : {};
      return { ...state, link: action.link, ...cut };
    }
    case 'player': {
      const { player: _player, turnId: _turnId, ...rest } = state;
      return action.player ? { ...rest, player: action.player, view: 'trace' } : rest;
    }
    case 'tick':
      return state.player ? { ...state, player: tick(state.player, action.realMs) } : state;
    case 'look': {
      const { turnId, stage } = action;
      const { stage: before, turnId: _turnId, ...rest } = state;
      const looked = stage ?? before;
      return {
        ...rest,
        ...(looked ? { stage: looked } : {}),
        ...(turnId === undefined ? (state.turnId ? { turnId: state.turnId } : {}) : { turnId }),
      };
    }
    case 'view':
      return { ...state, view: action.view };
    case 'experiment': {
      const { experiment: _experiment, ...rest } = state;
      return action.experiment ? { ...rest, experiment: action.experiment } : rest;
    }
    case 'search':
      return { ...state, search: action.search };
    case 'fresh': {
      const { player: _player, turnId: _turnId, followed: _followed, own: _own, ...rest } = state;
      return { ...rest, turns: [], isFresh: true };
    }
    case 'big':
      return { ...state, isBig: !state.isBig };
    case 'notice': {
      const { notice: _notice, ...rest } = state;
      return action.notice === undefined ? rest : { ...rest, notice: action.notice };
    }
    default:
      throw new TypeError(`No such action: ${JSON.stringify(action satisfies never)}.`);
  }
}

function applyEvent(state: State, event: InspectorEvent): State {
  switch (event.type) {
    case 'welcome': {
      const { server, mode, script, templates, recordings, maxFileBytes, conversations, breaker } = event;
      const { own: _own, ...rest } = state;
      const fresh = {
        ...rest,
        link: 'online' as const,
        server,
        mode,
        script,
        templates,
        recordings,
        maxFileBytes,
        conversations,
      };
      return breaker ? { ...fresh, breaker } : fresh;
    }
    case 'conversations': {
      const { own: _own, ...rest } = state;
      return { ...rest, conversations: event.conversations, ...(event.own ? { own: event.own } : {}) };
    }
    case 'history': {
      // Asked for before the presenter wanted one of her own.
      if (state.isFresh && event.conversation !== state.own) return state;
      const { turnId: _turnId, ...rest } = state;
      const isSame = state.followed === event.conversation;
      return { ...(isSame ? state : rest), followed: event.conversation, turns: event.turns, isFresh: false };
    }
    case 'entries':
      return event.conversation === state.followed ? { ...state, turns: withEntries(state, event) } : state;
    case 'experiment': {
      if (state.experiment?.id !== event.id) return state;
      return { ...state, experiment: { ...state.experiment, [event.side]: event.turn } };
    }
    case 'mode':
      return { ...state, mode: event.mode };
    case 'breaker':
      return { ...state, breaker: event.breaker };
    case 'recordings': {
      const notice = event.saved === undefined ? {} : { notice: `Saved as ${event.saved}.` };
      return { ...state, recordings: event.recordings, ...notice };
    }
    case 'recording': {
      const { turnId: _turnId, ...rest } = state;
      return { ...rest, player: play(event.recording), view: 'trace' };
    }
    case 'template': {
      const { [event.name]: _gone, ...problems } = state.templateProblems;
      const templateProblems = event.problem ? { ...problems, [event.name]: event.problem } : problems;
      const notice = event.written
        ? { notice: `${event.name}.md is written: visitors get it from now on.` }
        : {};
      return { ...state, templateProblems, ...notice };
    }
    case 'templates':
      return { ...state, templates: event.templates };
    case 'error': {
      const { experiment } = state;
      if (experiment && event.command === 'experiment' && experiment.id === event.id)
        return { ...state, experiment: { ...experiment, problem: event.message } };
      return { ...state, notice: event.message };
    }
    case 'pong':
      return state;
    default:
      // An event of a newer server changes nothing.
      return state;
  }
}

/**
 * @returns the conversation to follow after the event: what was followed before the line was lost, and where nothing is
 * looked at yet the newest there is, so that the first question that anybody asks is seen.
 */
export function toFollow({ followed, isFresh }: State, event: InspectorEvent): string | undefined {
  if (event.type === 'welcome' && followed !== undefined)
    return event.conversations.some(({ label }) => label === followed) ? followed : undefined;
  const isLooking = followed !== undefined || isFresh;
  if (isLooking || (event.type !== 'welcome' && event.type !== 'conversations')) return undefined;
  return event.conversations[0]?.label;
}

/** Turns are told from their first entry on; those that are held already are ignored. */
function withEntries(state: State, event: Extract<InspectorEvent, { type: 'entries' }>): TurnRecord[] {
  const { turnId, index, entries } = event;
  const known = state.turns.find((turn) => turn.turnId === turnId);
  if (!known) {
    const [entry] = entries;
    const question =
      entry && 'event' in entry && entry.event.type === 'turn.started' ? entry.event.question : '';
    return [...state.turns, { turnId, question, startedAt: Date.now(), entries }];
  }
  const added = entries.slice(known.entries.length - index);
  if (added.length === 0) return state.turns;
  const grown = { ...known, entries: [...known.entries, ...added] };
  return state.turns.map((turn) => (turn === known ? grown : turn));
}
