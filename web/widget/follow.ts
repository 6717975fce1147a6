/** Keeps the newest text in view until the reader scrolls away, then offers a way back instead of pulling. */

/** Pixels from the end within which the reader counts as following. */
const NEAR_PX = 40;

export interface Follower {
  /** Call after drawing: scrolls to the end, or shows the button when the reader is elsewhere. */
  drawn(): void;
  /** Goes to the end and follows from there. */
  toEnd(): void;
}

/** Follows `scroller` and ends with it; `button` is shown, by removing `hidden`, while text waits below. */
export function createFollower(scroller: HTMLElement, button: HTMLElement): Follower {
  let following = true;
  let height = 0;
  /** Where the reader has come to is looked up when the page is laid out anyway: asking at once lays it out twice. */
  let scrolled = false;

  const settle = () => {
    if (!scrolled) return;
    scrolled = false;
    const { scrollHeight, scrollTop, clientHeight } = scroller;
    // Text that has grown since is no distance that the reader has gone.
    following = Math.min(height, scrollHeight) - scrollTop - clientHeight <= NEAR_PX;
    if (following) button.hidden = true;
  };
  const onScroll = () => {
    if (!scrolled) requestAnimationFrame(settle);
    scrolled = true;
  };
  const jump = () => {
    scroller.scrollTop = height = scroller.scrollHeight;
  };
  // A keyboard that opens or a window that shrinks must not hide the last line from a following reader.
  new ResizeObserver(() => following && jump()).observe(scroller);
  scroller.addEventListener('scroll', onScroll, { passive: true });

  const follower = {
    drawn() {
      settle();
      if (following) return jump();
      if (scroller.scrollHeight > height) button.hidden = false;
      height = scroller.scrollHeight;
    },
    toEnd() {
      following = true;
      scrolled = false;
      button.hidden = true;
      jump();
    },
  };
  button.addEventListener('click', () => follower.toEnd());
  return follower;
}
