/** Fetches the panel's file once, on first intent, from where the loader came from. */
import { PANEL_KEY, type PanelModule } from './contract.ts';

let pending: Promise<PanelModule> | undefined;

const found = () => (globalThis as Record<symbol, unknown>)[PANEL_KEY] as PanelModule | undefined;

/** Resolves to the panel's entry points. A failed fetch is forgotten, so that the next intent tries again. */
export function loadPanel(server: string): Promise<PanelModule> {
  pending ??= fetchPanel(`${server}/panel.js`).catch((error) => {
    pending = undefined;
    throw error;
  });
  return pending;
}

async function fetchPanel(address: string): Promise<PanelModule> {
  if (!found()) {
    await new Promise<void>((resolve, reject) => {
      const script = document.createElement('script');
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(`Crossroads could not load ${address}`));
      script.async = true;
      // The assertion is for the type only: under Trusted Types the value is a TrustedScriptURL.
      script.src = trusted(address) as string;
      document.head.append(script);
    });
  }
  const module = found();
  if (!module) throw new Error(`Crossroads found no panel in ${address}`);
  return module;
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
