/** The clock of a replay: plays, pauses, steps, and goes slower or faster. Pure; whoever uses it says how time passes. */
import type { Recording, TurnRecord } from '../../src/inspector/protocol.ts';
import { readTurn } from './turn.ts';

/** Milliseconds between the end of one turn and the beginning of the next. */
const BREATH_MS = 600;
/** Milliseconds that a turn should take to watch: one by rules is over in eight, so it is slowed down. */
const WATCHABLE_MS = 5000;
const MIN_SPEED = 2 ** -12;
const MAX_SPEED = 8;

export interface Player {
  recording: Recording;
  /** Which turn plays, from 0, and how far it is. */
  turn: number;
  ms: number;
  isPlaying: boolean;
  /** 1: as fast as it was. Each turn begins at a speed at which it can be watched. */
  speed: number;
}

/** @returns a replay at its beginning, playing. */
export function play(recording: Recording): Player {
  return { recording, turn: 0, ms: 0, isPlaying: true, speed: watchable(recording.turns[0]) };
}

function watchable(turn: TurnRecord | undefined): number {
  const length = turn ? lengthOf(turn) : 0;
  let speed = 1;
  while (speed > MIN_SPEED && length / speed < WATCHABLE_MS) speed /= 2;
  // A turn that takes seconds by itself is shown as it was.
  return length > 1500 ? 1 : speed;
}

export function lengthOf(turn: TurnRecord): number {
  return turn.entries.at(-1)?.ms ?? 0;
}

/** Lets so much real time pass. */
export function tick(player: Player, realMs: number): Player {
  if (!player.isPlaying) return player;
  const current = player.recording.turns[player.turn];
  if (!current) return { ...player, isPlaying: false };
  const ms = player.ms + realMs * player.speed;
  if (ms < lengthOf(current) + BREATH_MS * player.speed) return { ...player, ms };
  const next = player.recording.turns[player.turn + 1];
  if (!next) return { ...player, ms: lengthOf(current), isPlaying: false };
  return { ...player, turn: player.turn + 1, ms: 0, speed: watchable(next) };
}

/** Moments at which something that can be looked at begins or ends; text between them is not stepped through. */
function stops(turn: TurnRecord): number[] {
  const { steps } = readTurn(turn);
  const ends = steps.map(({ startMs, durationMs }) => startMs + durationMs);
  return [...new Set([0, ...ends, lengthOf(turn)])].sort((a, b) => a - b);
}

/** Goes to the next stop, or the one before, and stays there. */
export function step(player: Player, direction: 1 | -1): Player {
  const { recording, turn, ms } = player;
  const current = recording.turns[turn];
  if (!current) return player;
  const all = stops(current);
  const to = direction > 0 ? all.find((stop) => stop > ms + 1e-6) : all.findLast((stop) => stop < ms - 1e-6);
  if (to !== undefined) return { ...player, ms: to, isPlaying: false };
  const other = recording.turns[turn + direction];
  if (!other) return { ...player, isPlaying: false };
  return {
    ...player,
    turn: turn + direction,
    ms: direction > 0 ? 0 : lengthOf(other),
    speed: watchable(other),
    isPlaying: false,
  };
}

/** Goes to the end of a step of the present turn. */
export function jump(player: Player, ms: number): Player {
  return { ...player, ms, isPlaying: false };
}

export function goTo(player: Player, turn: number): Player {
  const next = player.recording.turns[turn];
  return next ? { ...player, turn, ms: lengthOf(next), speed: watchable(next), isPlaying: false } : player;
}

export function toggle(player: Player): Player {
  const { recording, turn, ms, isPlaying } = player;
  const current = recording.turns[turn];
  const isOver = turn === recording.turns.length - 1 && current !== undefined && ms >= lengthOf(current);
  return !isPlaying && isOver ? play(recording) : { ...player, isPlaying: !isPlaying };
}

export function changeSpeed(player: Player, factor: 2 | 0.5): Player {
  return { ...player, speed: Math.min(MAX_SPEED, Math.max(MIN_SPEED, player.speed * factor)) };
}

/** "×2", "×1/64". */
export function speedText(speed: number): string {
  return speed >= 1 ? `×${speed}` : `×1/${Math.round(1 / speed)}`;
}
