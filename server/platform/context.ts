import type { Db } from '../../db/client.ts';
import type { SessionId, TokenId, UserId, WorkspaceId } from '../domain/ids.ts';
import type { Runtime } from './runtime.ts';

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

/** Everything that a verb or read is handed beside its input. */
export type Ctx = {
  runtime: Runtime;
  /** The pool's handle in a read, the transaction's in a write. */
  db: Db;
  principal: Principal;
  /** ISO instant: the transaction's `now()` in a write, the measured database time in a read. */
  now: string;
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
