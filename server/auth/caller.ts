import type { Question } from '../cache/memory.ts';
import { userScope } from '../cache/keys.ts';
import type { Caller, Principal } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { readSecret } from './secret.ts';
import type { ReadSecret, SecretKind } from './secret.ts';
import { resolveSession } from './sessions.ts';
import { resolveBearer } from './tokens.ts';
import type { Uses } from './uses.ts';

/** What a caller showed, as sent: the `Authorization` header, the session cookie, and whose session it takes that for. */
export type Shown = { authorization: string | null; session: string | null; user: string | null };

type Deps = Pick<Runtime, 'db' | 'cache'> & { uses: Uses };
type Found = Pick<Caller, 'person'> & { principal: Exclude<Principal, { kind: 'anonymous' }> };

/** Seconds for which a session or token that nothing happens to is believed before Postgres is asked again. */
const believed = 600;

/**
 * Who shows this. A session that is none is anonymous: browsers keep cookies of ended sessions. So is one of
 * another person than the page is about: all tabs of a browser share one cookie.
 * @throws UNAUTHORIZED for a bearer that is none: a program must learn that its token ended
 */
export async function findCaller(deps: Deps, shown: Shown): Promise<Caller> {
  const glance = deps.cache.glance();
  const nobody = { principal: { kind: 'anonymous' }, person: null, glance } as const;
  if (shown.authorization !== null) {
    const [, secret] = /^bearer ([^\s]+)$/i.exec(shown.authorization.trim()) ?? [];
    const found = secret === undefined ? null : await findBySecret(deps, glance, ['crn', secret]);
    if (found === null)
      throw new CairnError('UNAUTHORIZED', 'This token is not valid: unknown, expired or revoked.');
    return { ...found, glance };
  }
  if (shown.session === null) return nobody;
  const found = await findBySecret(deps, glance, ['crs', shown.session]);
  if (found === null || (shown.user ?? found.principal.userId) !== found.principal.userId)
    return nobody;
  return { ...found, glance };
}

async function findBySecret(
  deps: Deps,
  glance: Caller['glance'],
  [kind, secret]: [SecretKind, string],
): Promise<Found | null> {
  const read = readSecret(kind, secret);
  if (read === null) return null;
  const ask = { kind, secret, read };
  const found = await deps.cache.memory.recall(glance, questionOf(deps, ask));
  if (found !== null) deps.uses.note(found.principal);
  return found;
}

/** Under which name what a secret stands for is kept; its hash, as in Postgres. */
export const secretName = (read: ReadSecret) => `caller:${read.hash.toString('base64url')}`;

type Ask = { kind: SecretKind; secret: string; read: ReadSecret };

function questionOf({ db }: Deps, { kind, secret, read }: Ask): Question<Found> {
  const scope = userScope(read.userId);
  return {
    kind: kind === 'crn' ? 'token' : 'session',
    scope,
    name: secretName(read),
    scopes: () => [scope],
    load: () => (kind === 'crn' ? loadToken(db, secret) : loadSession(db, secret)),
    pack: (found) => Buffer.from(JSON.stringify(found)),
    unpack: (bytes) => JSON.parse(bytes.toString()) as Found,
  };
}

async function loadToken(db: Deps['db'], secret: string) {
  const token = await resolveBearer(db, secret);
  if (token === null) return null;
  const { timeZone, dayStart, isAdmin, secondsLeft, stale: _, ...rest } = token;
  const value: Found = {
    principal: { kind: 'token', ...rest },
    person: { timeZone, dayStart, isAdmin },
  };
  return { value, seconds: Math.min(secondsLeft ?? believed, believed) };
}

async function loadSession(db: Deps['db'], secret: string) {
  const live = await resolveSession(db, secret);
  if (live === null) return null;
  const { userId, sessionId, timeZone, dayStart, isAdmin, secondsLeft } = live;
  const value: Found = {
    principal: { kind: 'user', userId, sessionId },
    person: { timeZone, dayStart, isAdmin },
  };
  return { value, seconds: Math.min(secondsLeft, believed) };
}
