import type { Beside } from '../platform/beside.ts';
import type { Principal } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { resolveSession, touchSession } from './sessions.ts';
import { resolveBearer, touchToken } from './tokens.ts';

/** What a caller showed, as sent: the `Authorization` header, the session cookie, and whose session it takes that for. */
export type Shown = { authorization: string | null; session: string | null; user: string | null };

type Deps = Pick<Runtime, 'db'> & { beside: Beside };

/**
 * Who shows this. A session that is none is anonymous: browsers keep cookies of ended sessions. So is one of
 * another person than the page is about: all tabs of a browser share one cookie.
 * That it was used is written beside the request, at most once a minute.
 * @throws UNAUTHORIZED for a bearer that is none: a program must learn that its token ended
 */
export async function findPrincipal({ db, beside }: Deps, shown: Shown): Promise<Principal> {
  if (shown.authorization !== null) {
    const [, secret] = /^bearer ([^\s]+)$/i.exec(shown.authorization.trim()) ?? [];
    const token = secret === undefined ? null : await resolveBearer(db, secret);
    if (token === null)
      throw new CairnError('UNAUTHORIZED', 'This token is not valid: unknown, expired or revoked.');
    const { stale, ...rest } = token;
    if (stale) beside.start(rest.tokenId, () => touchToken(db, rest.tokenId));
    return { kind: 'token', ...rest };
  }
  const live = shown.session === null ? null : await resolveSession(db, shown.session);
  if (live === null || (shown.user ?? live.userId) !== live.userId) return { kind: 'anonymous' };
  if (live.stale) beside.start(live.sessionId, () => touchSession(db, live.sessionId));
  return { kind: 'user', userId: live.userId, sessionId: live.sessionId };
}
