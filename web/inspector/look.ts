/** What is looked at: the turns of what is shown, as far as they have come, and the one turn and stage in focus. Pure. */
import type { Stage } from '../../src/trace.ts';
import type { State } from './store.ts';
import { readTurn, type Step, type TurnView } from './turn.ts';

export interface Look {
  /** Oldest first. */
  turns: TurnView[];
  turn?: TurnView;
  /** Place of `turn` among all there are, from 1, and how many there are. */
  number: number;
  of: number;
  stage?: Stage;
  /** Something is under way, so that the page must be drawn again. */
  isRunning: boolean;
}

/** The stage that is most worth a look, of those that a turn has. */
const TELLING: readonly Stage[] = ['retrieve', 'tool', 'decide', 'guard'];

/** @param sinceHeardMs since the newest live entry came. */
export function lookAt(state: State, sinceHeardMs: number): Look {
  const { player, turnId } = state;
  const turns = player
    ? player.recording.turns
        .slice(0, player.turn + 1)
        .map((record, i) => readTurn(record, i === player.turn ? player.ms : undefined))
    : state.turns.map((record) => {
        const view = readTurn(record);
        return view.end ? view : readTurn(record, view.lengthMs + Math.max(0, sinceHeardMs));
      });
  const turn = turns.find((each) => each.turnId === turnId) ?? turns.at(-1);
  const of = player ? player.recording.turns.length : turns.length;
  const isRunning = !player && turns.some(({ end }) => !end) && sinceHeardMs < 60_000;
  if (!turn) return { turns, number: 0, of, isRunning };
  const stage = stageIn(turn.steps, state.stage);
  return { turns, turn, number: turns.indexOf(turn) + 1, of, isRunning, ...(stage ? { stage } : {}) };
}

/** The stage chosen, where the turn has it; else the most telling one that has ended; else the newest. */
function stageIn(steps: readonly Step[], chosen: Stage | undefined): Stage | undefined {
  if (chosen && steps.some(({ stage }) => stage === chosen)) return chosen;
  const ended = new Set(steps.filter(({ span }) => span).map(({ stage }) => stage));
  return TELLING.find((stage) => ended.has(stage)) ?? steps.at(-1)?.stage;
}
