import { commit } from '../cache/commit.ts';
import { userScope } from '../cache/keys.ts';
import { createBeside, rarely } from '../platform/beside.ts';
import type { Runtime } from '../platform/runtime.ts';
import { placeBridge } from './bridge.ts';
import type { AuthBridge } from './bridge.ts';
import { resolveSession, revokeSession, touchSession } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { sweepSignIn } from './sweep-sign-in.ts';

/** Hands next-auth, in Next's own module graph, what it may ask of this process. Faults are logged here. */
export function installAuthBridge(runtime: Runtime): void {
  const logged = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      runtime.log.error({ err: error }, `${what} failed`);
      throw error;
    }
  };
  const sweep = rarely(createBeside(runtime.log), {
    seconds: 3600,
    work: () => sweepSignIn(runtime.db),
  });
  const bridge: AuthBridge = {
    secret: runtime.secrets.auth,
    signIn: (attempt) => {
      sweep();
      return logged('signing in', () => signIn(runtime, attempt));
    },
    loadSession: (secret) =>
      logged('loading a session', async () => {
        const live = await resolveSession(runtime.db, secret);
        if (live === null) return null;
        const { stale, ...session } = live;
        if (stale) await touchSession(runtime.db, session.sessionId);
        return session;
      }),
    revokeSession: ({ userId, sessionId }) =>
      logged('ending a session', async () => {
        await commit(runtime, [userScope(userId)], (db) => revokeSession(db, userId, sessionId));
      }),
  };
  placeBridge(bridge);
}
