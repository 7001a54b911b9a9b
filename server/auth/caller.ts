import type { Glance } from '../cache/glance.ts';
import { userScope } from '../cache/keys.ts';
import type { Scope } from '../cache/keys.ts';
import type { Question } from '../cache/memory.ts';
import type { Caller, Ctx, Principal } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { locateSecret } from './secret.ts';
import type { SecretKind } from './secret.ts';
import { resolveSession } from './sessions.ts';
import { resolveBearer } from './tokens.ts';
import type { Uses } from './uses.ts';

/** What a caller showed, as sent: the `Authorization` header, the session cookie, and whose session it takes that for. */
export type Shown = { authorization: string | null; session: string | null; user: string | null };

/** Somebody who asks: what they showed, and who they prove to be once somebody wants to know. */
export type Asking = {
  readonly glance: Glance;
  /** Under what they are kept; null where they showed nothing that could be known. */
  readonly key: CallerKey | null;
  /**
   * Who they are. A session that is none is anonymous: browsers keep cookies of ended sessions. So is one of another
   * person than the page is about: all tabs of a browser share one cookie.
   * @throws UNAUTHORIZED for a bearer that is none: a program must learn that its token ended
   */
  readonly find: () => Promise<Caller>;
};

/** Under what a session or token is kept. `user` is whose session a page takes it for. */
export type CallerKey = { kind: SecretKind; scope: Scope; name: string; user: string | null };

/** A session or token, and the person behind it. */
export type Found = Pick<Caller, 'person'> & {
  principal: Exclude<Principal, { kind: 'anonymous' | 'system' }>;
  /** When a token ends, ISO; null where it does not, and of a session. */
  expiresAt: string | null;
};

export type CallerDeps = Pick<Runtime, 'db' | 'cache'> & { uses: Uses };

/** Seconds for which a session or token that nothing happens to is believed before Postgres is asked again. */
const believed = 600;

/** Begins a request's look at who asks. Nothing is read before somebody wants to know. */
export function beginAsking({ db, cache, uses }: CallerDeps, shown: Shown): Asking {
  const glance = cache.glance();
  const secret = secretOf(shown);
  const key = secret === null ? null : keyOf(secret, shown.user);
  const find = async (): Promise<Caller> => {
    const found = secret && key && (await recallFound({ db, cache }, { glance, key, secret }));
    if (found) {
      uses.note(found.principal);
      return { principal: found.principal, person: found.person, glance };
    }
    if (shown.authorization !== null)
      throw new CairnError('UNAUTHORIZED', 'This token is not valid: unknown, expired or revoked.');
    return { principal: { kind: 'anonymous' }, person: null, glance };
  };
  let finding: Promise<Caller> | null = null;
  return { glance, key, find: () => (finding ??= find()) };
}

type Secret = { kind: SecretKind; text: string };

/** A bearer says who asks, whatever cookies come with it. */
function secretOf({ authorization, session }: Shown): Secret | null {
  if (authorization === null) return session === null ? null : { kind: 'crs', text: session };
  const [, text] = /^bearer ([^\s]+)$/i.exec(authorization.trim()) ?? [];
  return text === undefined ? null : { kind: 'crn', text };
}

function keyOf({ kind, text }: Secret, user: string | null): CallerKey | null {
  const found = locateSecret(kind, text);
  if (found === null) return null;
  return { kind, scope: userScope(found.userId), name: `caller:${found.digest}`, user };
}

/** True where a page takes a session for its own. A program has no page. */
export function isMeant({ principal }: Found, { kind, user }: CallerKey): boolean {
  return kind === 'crn' || (user ?? principal.userId) === principal.userId;
}

async function recallFound(
  { db, cache }: Pick<CallerDeps, 'db' | 'cache'>,
  { glance, key, secret }: { glance: Glance; key: CallerKey; secret: Secret },
): Promise<Found | null> {
  const question: Question<Found> = {
    kind: key.kind === 'crn' ? 'token' : 'session',
    scope: key.scope,
    name: key.name,
    scopes: () => [key.scope],
    load: () => (key.kind === 'crn' ? loadToken(db, secret.text) : loadSession(db, secret.text)),
    pack: (found) => Buffer.from(JSON.stringify(found)),
    unpack: (bytes) => JSON.parse(bytes.toString()) as Found,
  };
  const found = await cache.memory.recall(glance, question);
  return found === null || !isMeant(found, key) ? null : found;
}

/** The living token of a `crn_…` secret that somebody else was shown; null where there is none. */
export async function findToken(ctx: Ctx, text: string): Promise<Found | null> {
  const { db, cache } = ctx.runtime;
  const secret: Secret = { kind: 'crn', text };
  const key = keyOf(secret, null);
  const glance = ctx.caller?.glance ?? cache.glance();
  return key && recallFound({ db, cache }, { glance, key, secret });
}

type Loaded = { value: Found; seconds: number } | null;

async function loadToken(db: CallerDeps['db'], secret: string): Promise<Loaded> {
  const token = await resolveBearer(db, secret);
  if (token === null) return null;
  const { timeZone, dayStart, weekStart, isAdmin, secondsLeft, expiresAt, ...rest } = token;
  const person = { timeZone, dayStart, weekStart, isAdmin };
  const value: Found = { principal: { kind: 'token', ...rest }, person, expiresAt };
  return { value, seconds: Math.min(secondsLeft ?? believed, believed) };
}

async function loadSession(db: CallerDeps['db'], secret: string): Promise<Loaded> {
  const live = await resolveSession(db, secret);
  if (live === null) return null;
  const { userId, sessionId, timeZone, dayStart, weekStart, isAdmin, secondsLeft } = live;
  const person = { timeZone, dayStart, weekStart, isAdmin };
  const value: Found = { principal: { kind: 'user', userId, sessionId }, person, expiresAt: null };
  return { value, seconds: Math.min(secondsLeft, believed) };
}
