import { withStorage } from './storage.ts';

const prefix = 'cairn.';
const owner = `${prefix}user`;

const listeners = new Set<() => void>();

/** Hears that what this tab kept is forgotten. */
export function onForgetTab(listener: () => void): void {
  listeners.add(listener);
}

/** Forgets what this tab kept over a reload: drafts, and what can be undone. */
export function forgetTab(): void {
  for (const listener of listeners) listener();
  withStorage('sessionStorage', (storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
  });
}

/** Keeps what this tab remembers for this person alone: another one's is forgotten. */
export function keepTabFor(userId: string): void {
  withStorage('sessionStorage', (storage) => {
    if (storage.getItem(owner) === userId) return;
    forgetTab();
    storage.setItem(owner, userId);
  });
}
