/** A card that floats beside a numeral while a mouse or the focus rests on it. */
import type { Peek } from './contract.ts';
import { dress } from './dress.ts';

/** Milliseconds that a mouse has to get from the numeral to its card, and that it must rest before there is one. */
const REST_MS = 150;

/** Shows what `make` returns within the panel that holds `anchor`; see {@link Extras}. */
export function createPeek(anchor: HTMLElement, make: () => HTMLElement | undefined): Peek {
  let card: HTMLElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    clearTimeout(timer);
    card?.remove();
    card = undefined;
  };
  const soon = (run: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(run, REST_MS);
  };
  const show = () => {
    const middle = anchor.closest('.middle');
    if (card || !middle) return;
    card = make();
    if (!card) return;
    card.addEventListener('pointerenter', () => clearTimeout(timer));
    card.addEventListener('pointerleave', () => soon(hide));
    dress(middle);
    middle.append(card);
    const frame = middle.getBoundingClientRect();
    const { left, top, bottom } = anchor.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = card;
    const above = top - frame.top - offsetHeight - 8;
    // Inside the panel, above the line unless there is no room, so that the text which follows can be read on.
    card.style.top = `${above > 0 ? above : bottom - frame.top + 8}px`;
    card.style.left = `${Math.max(12, Math.min(left - frame.left - 20, frame.width - offsetWidth - 12))}px`;
  };

  anchor.addEventListener('pointerenter', ({ pointerType }) => pointerType === 'mouse' && soon(show));
  anchor.addEventListener('pointerleave', () => soon(hide));
  anchor.addEventListener('focus', () => anchor.matches(':focus-visible') && show());
  anchor.addEventListener('blur', hide);
  // The first time, what the card was fetched for is over already.
  if (anchor.matches(':hover, :focus-visible')) soon(show);
  return { isShown: () => card !== undefined, hide };
}
