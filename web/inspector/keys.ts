/** Keys of the page, away from fields: what a presenter reaches for without looking. */
import type { Means } from './main.ts';
import { changeSpeed, step, toggle } from './player.ts';

/** Key → what it does, as the page's help shows it. */
export const KEYS: readonly [string, string][] = [
  ['/', 'ask a question'],
  ['↑ ↓', 'in the time line: another stage'],
  ['b', 'big type'],
  ['p', 'playground or trace'],
  ['space', 'replay: play or pause'],
  ['← →', 'replay: one step back or on'],
  ['− +', 'replay: slower or faster'],
  ['Esc', 'leave the replay'],
];

export function listenToKeys({ act, state }: Means): void {
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select')) return;
    const { player, view } = state();
    const replay = (next: NonNullable<typeof player>) => act({ type: 'player', player: next });
    const run = (): boolean => {
      switch (event.key) {
        case '/':
          document.querySelector<HTMLElement>('#ask')?.focus();
          return true;
        case 'b':
          act({ type: 'big' });
          return true;
        case 'p':
          act({ type: 'view', view: view === 'trace' ? 'playground' : 'trace' });
          return true;
        case ' ':
          // Space presses the button that has the focus.
          if (!player || target.closest('button, summary, a')) return false;
          replay(toggle(player));
          return true;
        case 'ArrowRight':
        case 'ArrowLeft':
          if (!player) return false;
          replay(step(player, event.key === 'ArrowRight' ? 1 : -1));
          return true;
        case '+':
        case '-':
          if (!player) return false;
          replay(changeSpeed(player, event.key === '+' ? 2 : 0.5));
          return true;
        case 'Escape':
          if (!player) return false;
          act({ type: 'player', player: undefined });
          return true;
        default:
          return false;
      }
    };
    if (run()) event.preventDefault();
  });
}
