import type { ImportOrder } from '../../_client/intents/imports.ts';

/** The import that was last looked at on this device, and what was ordered of it. */
export type KnownImport = { importId: string; order: ImportOrder | null };

const key = 'cairn.import';

/** Where storage is shut (a private window, say) nothing is remembered. */
export function recallImport(): KnownImport | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as KnownImport | null;
  } catch {
    return null;
  }
}

/** Remembers it over reloads and days, for the work on the server goes on as well. Null forgets. */
export function rememberImport(known: KnownImport | null): void {
  try {
    if (known) localStorage.setItem(key, JSON.stringify(known));
    else localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
