import { withStorage } from '../../_client/storage.ts';

/** Not among what a tab forgets when another person signs in: it is how they come in. */
const key = 'invite-secret';

/** Takes the secret out of the address, where it would stay in the history, and keeps it while one signs in or up. */
export function takeSecret(): string | null {
  const { hash, pathname } = window.location;
  if (hash.length <= 1) return keptSecret();
  const secret = hash.slice(1);
  withStorage('sessionStorage', (storage) => storage.setItem(key, secret));
  window.history.replaceState(null, '', pathname);
  return secret;
}

/** The secret of the invite that this tab was opened with. */
export function keptSecret(): string | null {
  return withStorage('sessionStorage', (storage) => storage.getItem(key));
}

/** Forgets it: it is used up, or worth nothing. */
export function dropSecret(): void {
  withStorage('sessionStorage', (storage) => storage.removeItem(key));
}
