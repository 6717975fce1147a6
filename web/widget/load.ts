/** Fetches the panel's file once, on first intent, from where the loader came from. */
import { type PanelModule, panelKey, pickLocale } from './contract.ts';
import { PIN } from './pin.ts';

const script = document.currentScript as HTMLScriptElement | null;
const own = script?.src || location.href;

/** What the owner's tag says; nothing where a module or a bundle runs this. */
export const OPTIONS = script?.dataset;

/** Origin of the backend: the loader's own. */
export const SERVER = new URL(own).origin;

/** Runs a script of this build, named without its ending. Rejects, with why, when it cannot be fetched, or is not what it should be. */
export function load(name: string): Promise<unknown> {
  const src = new URL(`${name}.js`, own);
  return new Promise((onload, reject) =>
    document.head.append(
      Object.assign(
        document.createElement('script'),
        { onload, onerror: () => reject(`could not load ${src}`), src: trusted(src) },
        PIN[name],
      ),
    ),
  );
}

const pending: Record<string, Promise<unknown> | undefined> = {};

/** Resolves to the panel's entry points. A failed fetch is forgotten, so that the next intent tries again. */
export async function loadPanel(wanted: string | undefined): Promise<PanelModule> {
  const locale = pickLocale([wanted, document.documentElement.lang, navigator.language].join());
  const key = panelKey(locale);
  const found = window as unknown as Record<symbol, unknown>;
  if (!found[key]) {
    pending[locale] ??= load(`panel.${locale}`).finally(() => delete pending[locale]);
    await pending[locale];
  }
  return found[key] as PanelModule;
}

interface Policy {
  createScriptURL(url: URL): unknown;
}

let policy: Policy | undefined;

/** Pages that require Trusted Types accept our one script address when they allow the policy `crossroads`. */
function trusted(address: URL): unknown {
  const { trustedTypes } = window as unknown as {
    trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
  };
  // A policy may be created once only, also when the first fetch failed.
  policy ??= trustedTypes?.createPolicy('crossroads', { createScriptURL: (url) => url });
  return policy?.createScriptURL(address) ?? address;
}
