import { withStorage } from '../storage.ts';

const name = 'cairn.push';

/** Who turned push on, and the session of theirs that the server was told of. */
export type PushedBy = { userId: string; sessionId: string };

/** For whom push was turned on in this browser: all who sign in share its one subscription. Null for nobody. */
export function pushedHere(): PushedBy | null {
  const text = withStorage('localStorage', (storage) => storage.getItem(name));
  if (!text) return null;
  const [userId = '', sessionId = ''] = text.split(' ');
  return { userId, sessionId };
}

/** Notes for whom it is on; null for nobody. */
export function setPushedHere(by: PushedBy | null): void {
  withStorage('localStorage', (storage) =>
    by === null ? storage.removeItem(name) : storage.setItem(name, `${by.userId} ${by.sessionId}`),
  );
}
