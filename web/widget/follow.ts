/** Keeps the newest text in view until the reader scrolls away, then offers a way back instead of pulling. */

/** Pixels from the end within which the reader counts as following. */
const NEAR_PX = 40;
/** Drawings, at most forty a second, from the first words on: what overflows within them was there at once, and nobody has read its beginning. */
const UNREAD = 12;
/** Pixels that are left above a question whose answer is not followed, and how many of the question may go to show the end. */
const ABOVE_PX = 12;
const SPARE_PX = 64;

export interface Follower {
  /**
   * Call after drawing: scrolls to the end, or shows the button when the reader is elsewhere. `newest` is the last turn, `begun`
   * whether it has words. An answer that is there at once and higher than the panel is shown from its question on.
   */
  drawn(newest: HTMLElement, begun: boolean): void;
  /** What comes next was asked for here: it is followed wherever the reader is. */
  asked(): void;
}

/** Follows `scroller` and ends with it; `button` is shown, by removing `hidden`, while text waits below. */
export function createFollower(scroller: HTMLElement, button: HTMLElement): Follower {
  let following = true;
  let height = 0;
  let shown = 0;
  /** How often the newest answer was drawn with words in it. What was said before a reload is old. */
  let drawings = UNREAD;
  /** Where the reader has come to is looked up when the page is laid out anyway: asking at once lays it out twice. */
  let scrolled = false;

  const settle = () => {
    if (!scrolled) return;
    scrolled = false;
    const { scrollHeight, scrollTop, clientHeight } = scroller;
    // Text that has grown since, or a panel that has shrunk, is no distance that the reader has gone.
    following = Math.min(height, scrollHeight) - scrollTop - Math.max(shown, clientHeight) <= NEAR_PX;
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
  new ResizeObserver(() => {
    if (following) jump();
    shown = scroller.clientHeight;
  }).observe(scroller);
  scroller.addEventListener('scroll', onScroll);

  const follow = () => {
    following = true;
    scrolled = false;
    button.hidden = true;
    // At once, so that the word of an earlier scrolling, which comes later, finds the reader at the end.
    jump();
  };
  button.addEventListener('click', () => {
    follow();
    // Whoever wants the end has done with the beginning.
    drawings = UNREAD;
  });
  return {
    drawn(newest, begun) {
      if (begun) drawings += 1;
      settle();
      if (following) {
        jump();
        const top = newest.offsetTop - ABOVE_PX;
        if (drawings > UNREAD || scroller.scrollTop <= top + SPARE_PX) return;
        scroller.scrollTop = top;
        following = button.hidden = false;
      } else {
        if (scroller.scrollHeight > height) button.hidden = false;
        height = scroller.scrollHeight;
      }
    },
    asked() {
      follow();
      drawings = 0;
    },
  };
}
