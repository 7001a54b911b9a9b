import type { Db } from '../../db/client.ts';
import type { Glance } from '../cache/glance.ts';
import type { SessionId, TokenId, UserId, WorkspaceId } from '../domain/ids.ts';
import type { Calendar } from './member.ts';
import type { Runtime } from './runtime.ts';
import type { Shared } from './shared-transaction.ts';

/** Who is asking. */
export type Principal =
  | { kind: 'anonymous' }
  | { kind: 'user'; userId: UserId; sessionId: SessionId }
  | {
      kind: 'token';
      userId: UserId;
      tokenId: TokenId;
      scopes: string[];
      workspaceIds: WorkspaceId[] | null;
    }
  /** The instance itself (shell, worker), for a person. */
  | { kind: 'system'; userId: UserId | null };

/** What is known of a caller since this request began, so that reads need not ask again. */
export type Caller = {
  readonly principal: Principal;
  /** Of the person: what their days and weeks are, and whether they administer the instance; null of nobody. */
  readonly person: (Calendar & { isAdmin: boolean }) | null;
  /** The request's look at the cache. */
  readonly glance: Glance;
};

/** Everything that a verb or read is handed beside its input. */
export type Ctx = {
  runtime: Runtime;
  /** The pool's handle in a read, the transaction's in a write. */
  db: Db;
  principal: Principal;
  /** How the principal was found; absent where no request was: everything is then proved by Postgres. */
  caller?: Caller;
  /** Where several calls share one transaction: what they know together. `db` is then the transaction's. */
  shared?: Shared;
  /** ISO instant: the transaction's `now()` in a write, the measured database time in a read. */
  now: string;
  /** Answers are only sent: one that is JSON text already may stay so. */
  takesText?: boolean;
  requestId: string;
  /** What this instance is to the caller, `https://tasks.example.org`: links in answers and mails begin with it. */
  origin: string;
  /** Where the request came from, for the lists of sessions and for throttling. */
  address: string | null;
  userAgent: string | null;
};

/** A context for work that no request asked for. */
export function systemContext(runtime: Runtime, userId: UserId | null): Ctx {
  return {
    runtime,
    db: runtime.db,
    principal: { kind: 'system', userId },
    now: runtime.clock.now().toISOString(),
    requestId: 'system',
    origin: runtime.env.url?.origin ?? `http://localhost:${runtime.env.port}`,
    address: null,
    userAgent: null,
  };
}
