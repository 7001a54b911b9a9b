import { withStorage } from '../storage.ts';

const name = 'cairn.push';

/** For whom push was turned on in this browser: all who sign in share its one subscription. Null for nobody. */
export function pushedHere(): string | null {
  return withStorage('localStorage', (storage) => storage.getItem(name));
}

/** Notes for whom it is on; null for nobody. */
export function setPushedHere(userId: string | null): void {
  withStorage('localStorage', (storage) =>
    userId === null ? storage.removeItem(name) : storage.setItem(name, userId),
  );
}
