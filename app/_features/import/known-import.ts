import type { ImportOrder } from '../../_client/intents/imports.ts';
import { withStorage } from '../../_client/storage.ts';

/** The import that a person last looked at on this device, and what was ordered of it. */
export type KnownImport = { importId: string; order: ImportOrder | null };

const keyOf = (userId: string) => `cairn.import.${userId}`;

export function recallImport(userId: string): KnownImport | null {
  return withStorage(
    'localStorage',
    (storage) => JSON.parse(storage.getItem(keyOf(userId)) ?? 'null') as KnownImport | null,
  );
}

/** Remembers it over reloads and days, for the work on the server goes on as well. Null forgets. */
export function rememberImport(userId: string, known: KnownImport | null): void {
  withStorage('localStorage', (storage) => {
    if (known) storage.setItem(keyOf(userId), JSON.stringify(known));
    else storage.removeItem(keyOf(userId));
  });
}
