import type { SignInAttempt, SignInOutcome } from './sign-in.ts';
import type { SessionId, UserId } from '../domain/ids.ts';

/**
 * What next-auth may ask of this process. Next bundles its own copy of every module it imports, so the two
 * sides share no module and no class: plain values over one object on `globalThis`, put there by `install-bridge.ts`.
 */
export type AuthBridge = {
  /** Signs next-auth's CSRF cookie. */
  secret: string;
  signIn(attempt: SignInAttempt): Promise<SignInOutcome>;
  /** Null for a session that ended; throws only for faults. */
  loadSession(secret: string): Promise<BridgedSession | null>;
  revokeSession(given: { userId: UserId; sessionId: SessionId }): Promise<void>;
};

export type BridgedSession = { sessionId: SessionId; userId: UserId; name: string; email: string };

const place = Symbol.for('cairn.auth');

type Holder = { [place]?: AuthBridge };

export function placeBridge(bridge: AuthBridge): void {
  (globalThis as Holder)[place] = bridge;
}

/** @throws Error where Next runs without `server/main.ts` */
export function authBridge(): AuthBridge {
  const bridge = (globalThis as Holder)[place];
  if (bridge === undefined)
    throw new Error('Sign-in needs server/main.ts: Next alone cannot serve it.');
  return bridge;
}
