/** What counts as well, for the health and for what is measured of it. */

/** Whether a part of the health does what it should; `filling` is work in the background, by which nobody is worse off. */
export function isWell(state: string): boolean {
  return state === 'ok' || state === 'filling';
}
