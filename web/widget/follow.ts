/** Keeps the newest text in view until the reader scrolls away, then offers a way back instead of pulling. */

/** Pixels from the end within which the reader counts as following. */
const NEAR_PX = 40;

export interface Follower {
  /** Call after drawing: scrolls to the end, or shows the button when the reader is elsewhere. */
  drawn(): void;
  /** Goes to the end and follows from there. */
  toEnd(): void;
  destroy(): void;
}

/** Follows `scroller`; `button` is shown, by removing `hidden`, while text waits below. */
export function createFollower(scroller: HTMLElement, button: HTMLElement): Follower {
  let following = true;
  let height = 0;
  const left = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
  const jump = () => {
    scroller.scrollTop = scroller.scrollHeight;
  };
  const onScroll = () => {
    following = left() <= NEAR_PX;
    if (following) button.hidden = true;
  };
  // A keyboard that opens or a window that shrinks must not hide the last line from a following reader.
  const resized = new ResizeObserver(() => following && jump());
  scroller.addEventListener('scroll', onScroll, { passive: true });
  resized.observe(scroller);

  const follower = {
    drawn() {
      const grown = scroller.scrollHeight > height;
      height = scroller.scrollHeight;
      if (following) jump();
      else if (grown && left() > NEAR_PX) button.hidden = false;
    },
    toEnd() {
      following = true;
      button.hidden = true;
      jump();
    },
    destroy() {
      scroller.removeEventListener('scroll', onScroll);
      resized.disconnect();
    },
  };
  button.addEventListener('click', () => follower.toEnd());
  return follower;
}
