import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { userScope, workspaceScope } from '../cache/keys.ts';
import type { UserId, WorkspaceId } from '../domain/ids.ts';
import type { Principal } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';

/** Somebody who follows the logs of their workspaces. */
export type Follower = {
  principal: Extract<Principal, { userId: UserId; kind: 'user' | 'token' }>;
  /** Called where there may be news for them: often in vain, and never late by more than two seconds. */
  wake(): void;
};

export type Following = {
  /**
   * Names the workspaces that they are in now.
   * @returns true where that is news: something may have happened there before it was listened for
   */
  listen(workspaceIds: Iterable<WorkspaceId>): boolean;
  stop(): void;
};

/** Each asks the database at each change of theirs. */
const mostPerPerson = 20;
const lookEvery = 1000;
/** In every so many looks all are woken, whatever the looks may not see: to have come into a workspace, say. */
const wakeAllEvery = 15;

type Entry = { follower: Follower; workspaces: Set<WorkspaceId>; deafen: (() => void)[] };
type Watch = { follow(follower: Follower): Following };

const watches = new WeakMap<Runtime, Watch>();

/** The one watch of a process. */
export function watchOf(runtime: Runtime): Watch {
  const watch = watches.get(runtime) ?? createWatch(runtime);
  watches.set(runtime, watch);
  return watch;
}

/**
 * Wakes followers by hints, and by a look each second at all that they follow at once: hints get lost, with Redis or
 * with the process that was to give them.
 */
function createWatch({ pool, db, cache, log }: Runtime): Watch {
  const entries = new Set<Entry>();
  const seqs = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let looks = 0;
  let busy = false;

  const look = async () => {
    if (busy) return;
    busy = true;
    looks += 1;
    try {
      const all = [...entries];
      const alive = await living(all);
      const moved = await movedWorkspaces(all);
      for (const { follower, workspaces } of all)
        if (
          looks % wakeAllEvery === 0 ||
          !alive.has(idOf(follower)) ||
          [...workspaces].some((workspaceId) => moved.has(workspaceId))
        )
          follower.wake();
    } catch (error) {
      log.warn({ err: error }, 'a look at what is followed failed');
    } finally {
      busy = false;
    }
  };

  /** The followers whose session or token is still good. */
  async function living(all: readonly Entry[]): Promise<Set<string>> {
    const idsOf = (kind: 'user' | 'token') =>
      sql.param(
        all.filter((one) => one.follower.principal.kind === kind).map((one) => idOf(one.follower)),
      );
    const person = (of: SQL) =>
      sql`EXISTS (SELECT 1 FROM users u WHERE u.id = ${of} AND u.disabled_at IS NULL AND u.deleted_at IS NULL)`;
    const { rows } = await db.execute<{ id: string }>(sql`
      SELECT s.id FROM sessions s WHERE s.id = ANY(${idsOf('user')}::uuid[])
        AND s.revoked_at IS NULL AND s.expires_at > now() AND ${person(sql`s.user_id`)}
      UNION ALL SELECT t.id FROM tokens t WHERE t.id = ANY(${idsOf('token')}::uuid[])
        AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now()) AND ${person(sql`t.user_id`)}`);
    return new Set(rows.map(({ id }) => id));
  }

  /** The workspaces in which something happened since the last look. */
  async function movedWorkspaces(all: readonly Entry[]): Promise<Set<string>> {
    const followed = [...new Set(all.flatMap(({ workspaces }) => [...workspaces]))];
    const { rows } = await pool.query<{ id: string; seq: string }>({
      name: 'followed',
      text: 'SELECT id, seq FROM workspaces WHERE id = ANY($1::uuid[])',
      values: [followed],
    });
    const moved = rows.filter(({ id, seq }) => seqs.get(id) !== seq).map(({ id }) => id);
    seqs.clear();
    for (const { id, seq } of rows) seqs.set(id, seq);
    return new Set(moved);
  }

  return {
    follow(follower) {
      const { userId } = follower.principal;
      const own = [...entries].filter((one) => one.follower.principal.userId === userId);
      if (own.length >= mostPerPerson)
        throw new CairnError(
          'TOO_MANY_REQUESTS',
          `A person may have ${mostPerPerson} subscriptions at a time.`,
          { retryAfter: 10 },
        );
      const wake = () => follower.wake();
      const entry: Entry = { follower, workspaces: new Set(), deafen: [] };
      const deafenUser = cache.hints.listen(userScope(userId), wake);
      entries.add(entry);
      timer ??= setInterval(() => void look(), lookEvery).unref();
      const deafen = () => entry.deafen.splice(0).forEach((stop) => stop());
      return {
        listen(workspaceIds) {
          const now = new Set(workspaceIds);
          const isKnown = [...now].every((id) => entry.workspaces.has(id));
          if (isKnown && now.size === entry.workspaces.size) return false;
          deafen();
          entry.workspaces = now;
          entry.deafen = [...now].map((id) => cache.hints.listen(workspaceScope(id), wake));
          return !isKnown;
        },
        stop() {
          deafen();
          deafenUser();
          entries.delete(entry);
          if (entries.size > 0) return;
          clearInterval(timer);
          timer = undefined;
        },
      };
    },
  };
}

const idOf = ({ principal }: Follower): string =>
  principal.kind === 'user' ? principal.sessionId : principal.tokenId;
