import type { ImportOrder } from '../../_client/intents/imports.ts';
import { withStorage } from '../../_client/storage.ts';

/** The import into a workspace that a person last looked at on this device, and what was ordered of it. */
export type KnownImport = { importId: string; order: ImportOrder | null };

const keyOf = (owner: string) => `cairn.import.${owner}`;

export function recallImport(owner: string): KnownImport | null {
  return withStorage(
    'localStorage',
    (storage) => JSON.parse(storage.getItem(keyOf(owner)) ?? 'null') as KnownImport | null,
  );
}

/** Remembers it over reloads and days, for the work on the server goes on as well. Null forgets. */
export function rememberImport(owner: string, known: KnownImport | null): void {
  withStorage('localStorage', (storage) => {
    if (known) storage.setItem(keyOf(owner), JSON.stringify(known));
    else storage.removeItem(keyOf(owner));
  });
}
