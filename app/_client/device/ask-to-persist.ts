import { withStorage } from '../storage.ts';

const key = 'cairn.persist';

/**
 * Asks the browser, once for this device, to keep what waits here also where space runs out. Where there is no such
 * question, as over plain HTTP, nobody is told: they could do nothing about it, and what waits is as safe as before.
 * @returns true where it was asked and refused
 */
export async function askToPersist(): Promise<boolean> {
  if (!('storage' in navigator) || !('persist' in navigator.storage)) return false;
  const asked = withStorage('localStorage', (kept) => kept.getItem(key) ?? '');
  // Null where nothing can be remembered: it would be asked, and told, with each page.
  if (asked !== '') return false;
  withStorage('localStorage', (kept) => kept.setItem(key, 'asked'));
  if (await navigator.storage.persisted()) return false;
  return !(await navigator.storage.persist());
}
