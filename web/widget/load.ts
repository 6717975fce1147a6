/** Fetches the panel's file once, on first intent, from where the loader came from. */
import { type Locale, type PanelModule, panelKey, pickLocale } from './contract.ts';

const pending: Partial<Record<Locale, Promise<PanelModule>>> = {};

/** Resolves to the panel's entry points. A failed fetch is forgotten, so that the next intent tries again. */
export function loadPanel(server: string, wanted: string | undefined): Promise<PanelModule> {
  const locale = pickLocale([wanted, document.documentElement.lang, navigator.language]);
  pending[locale] ??= fetchPanel(`${server}/panel.${locale}.js`, panelKey(locale)).catch((error) => {
    delete pending[locale];
    throw error;
  });
  return pending[locale];
}

function fetchPanel(address: string, key: symbol): Promise<PanelModule> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.onload = () => {
      const panel = (globalThis as Record<symbol, unknown>)[key] as PanelModule | undefined;
      if (panel) resolve(panel);
      else script.onerror?.('empty');
    };
    script.onerror = () => reject(new Error(`Crossroads could not load ${address}`));
    // The assertion is for the type only: under Trusted Types the value is a TrustedScriptURL.
    script.src = trusted(address) as string;
    document.head.append(script);
  });
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): unknown;
  };
}

let policy: { createScriptURL(url: string): unknown } | undefined;

/** Pages that require Trusted Types accept our one script address when they allow the policy `crossroads`. */
function trusted(address: string): unknown {
  // A policy may be created once only, also when the first fetch failed.
  policy ??= (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('crossroads', {
    createScriptURL: (url) => url,
  });
  return policy?.createScriptURL(address) ?? address;
}
