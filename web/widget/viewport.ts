/** Keeps a full-screen dialog above the on-screen keyboard, where the layout viewport ignores it (iOS). */

/** Follows the visual viewport until `life` ends; inline panels are left to their page. */
export function fitViewport(container: HTMLElement, life: AbortController): void {
  const dialog = container.closest('dialog');
  const viewport = globalThis.visualViewport;
  if (!dialog || !viewport) return;
  const place = () => {
    dialog.style.setProperty('--cr-height', `${viewport.height}px`);
    dialog.style.setProperty('--cr-top', `${viewport.offsetTop}px`);
  };
  place();
  viewport.addEventListener('resize', place, life);
  viewport.addEventListener('scroll', place, life);
}
