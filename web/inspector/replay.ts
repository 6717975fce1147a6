/** The controls of a replay: play, pause, step, slower, faster, another turn, and back to live. */
import { button, el } from '../widget/dom.ts';
import type { Means } from './main.ts';
import { changeSpeed, goTo, lengthOf, type Player, speedText, step, toggle } from './player.ts';
import type { State } from './store.ts';
import { duration } from './words.ts';

export function createReplay({ act, state }: Means) {
  const change = (next: (player: Player) => Player) => () => {
    const { player } = state();
    if (player) act({ type: 'player', player: next(player) });
  };
  const playing = button({ class: 'play' }, change(toggle));
  const speed = el('output', { 'aria-label': 'Speed' });
  const place = el('p', { class: 'soft' });
  const node = el(
    'div',
    { class: 'replay', role: 'group', 'aria-label': 'Replay' },
    el(
      'div',
      { class: 'buttons' },
      el(
        'div',
        { role: 'group', 'aria-label': 'Place' },
        button(
          { 'aria-label': 'Turn before' },
          change((player) => goTo(player, player.turn - 1)),
          '|◂',
        ),
        button(
          { 'aria-label': 'Step back' },
          change((player) => step(player, -1)),
          '◂',
        ),
        playing,
        button(
          { 'aria-label': 'Step on' },
          change((player) => step(player, 1)),
          '▸',
        ),
        button(
          { 'aria-label': 'Next turn' },
          change((player) => goTo(player, player.turn + 1)),
          '▸|',
        ),
      ),
      el(
        'div',
        { role: 'group', 'aria-label': 'Pace' },
        button(
          { 'aria-label': 'Slower' },
          change((player) => changeSpeed(player, 0.5)),
          '−',
        ),
        speed,
        button(
          { 'aria-label': 'Faster' },
          change((player) => changeSpeed(player, 2)),
          '+',
        ),
      ),
    ),
    el(
      'div',
      { class: 'buttons' },
      place,
      button({ class: 'text' }, () => act({ type: 'player', player: undefined }), 'Back to live'),
    ),
  );
  return {
    node,
    update({ player }: State) {
      node.hidden = !player;
      if (!player) return;
      playing.textContent = player.isPlaying ? 'Pause' : 'Play';
      speed.textContent = speedText(player.speed);
      const turn = player.recording.turns[player.turn];
      place.textContent = `Turn ${player.turn + 1} of ${player.recording.turns.length}, ${duration(Math.min(player.ms, turn ? lengthOf(turn) : 0))} of ${duration(turn ? lengthOf(turn) : 0)}`;
    },
  };
}
