/** Fetches `extras.js` when something first needs it. */
import { EXTRAS_KEY, type Extras, type PanelOptions, type WithExtras } from './contract.ts';

/** A failed fetch is forgotten, so that the next need tries again. */
export function createWithExtras(load: PanelOptions['load']): WithExtras {
  const fetched = () => (globalThis as Record<symbol, unknown>)[EXTRAS_KEY] as Extras | undefined;
  let pending: Promise<unknown> | undefined;
  return (use) => {
    const here = fetched();
    if (here) return use(here);
    pending ??= load('extras');
    pending.then(
      () => {
        const extras = fetched();
        if (extras) use(extras);
      },
      () => {
        pending = undefined;
      },
    );
  };
}
