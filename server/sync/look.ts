import type { UserId, WorkspaceId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { Follower } from './feed.ts';
import { idOf, readLiving } from './living.ts';
import { readMemberships } from './memberships.ts';
import { readNotified } from './notified.ts';

/** In every so many looks it is asked in which workspaces people are, and what they were notified of last. */
const peopleEvery = 5;

type Followed = {
  followers(): readonly Follower[];
  workspaceIds(): readonly WorkspaceId[];
  /** The workspaces that one of them is told of. */
  joined(follower: Follower): ReadonlySet<WorkspaceId>;
  /** Told where the data is not what it was: positions in it mean nothing any more. */
  renewed(): void;
  /** Told of each workspace in which something happened since the look before. */
  moved(workspaceId: WorkspaceId): void;
};

/**
 * A look at all that is followed in a process, in two or three statements however many follow: at whose session is
 * over, which logs went on, and who came into a workspace. It finds what a lost hint did not tell.
 */
export function createLook(
  { db, pool, log }: Pick<Runtime, 'db' | 'pool' | 'log'>,
  followed: Followed,
): () => Promise<void> {
  const seqs = new Map<WorkspaceId, string>();
  let memberships: ReadonlyMap<UserId, string> = new Map();
  let notified: ReadonlyMap<UserId, string> = new Map();
  let known: string | undefined;
  let [looks, busy] = [0, false];

  const wakeEnded = async (all: readonly Follower[]) => {
    const { alive, epoch } = await readLiving(
      db,
      all.map(({ principal }) => principal),
    );
    for (const follower of all) if (!alive.has(idOf(follower.principal))) follower.wake();
    if (known !== undefined && known !== epoch) followed.renewed();
    known = epoch;
  };

  const wakeMoved = async (all: readonly Follower[]) => {
    const before = memberships;
    memberships = await readMemberships(db, [
      ...new Set(all.map(({ principal }) => principal.userId)),
    ]);
    for (const follower of all) {
      const { userId } = follower.principal;
      const was = before.get(userId) ?? [...followed.joined(follower)].toSorted().join(' ');
      if (was !== memberships.get(userId)) follower.wake();
    }
  };

  const nudgeNotified = async (all: readonly Follower[]) => {
    const before = notified;
    notified = await readNotified(db, [...new Set(all.map(({ principal }) => principal.userId))]);
    for (const follower of all) {
      const { userId } = follower.principal;
      const was = before.get(userId);
      if (was !== undefined && was !== notified.get(userId)) follower.nudge('notification');
    }
  };

  const tellMoved = async () => {
    const { rows } = await pool.query<{ id: WorkspaceId; seq: string }>({
      name: 'followed',
      text: 'SELECT id, seq FROM workspaces WHERE id = ANY($1::uuid[])',
      values: [followed.workspaceIds()],
    });
    const moved = rows.filter(({ id, seq }) => seqs.get(id) !== seq);
    seqs.clear();
    for (const { id, seq } of rows) seqs.set(id, seq);
    for (const { id } of moved) followed.moved(id);
  };

  return async () => {
    if (busy) return;
    busy = true;
    looks += 1;
    try {
      const all = followed.followers();
      await wakeEnded(all);
      await tellMoved();
      if (looks % peopleEvery !== 0) return;
      await wakeMoved(all);
      await nudgeNotified(all);
    } catch (error) {
      log.warn({ err: error }, 'a look at what is followed failed');
    } finally {
      busy = false;
    }
  };
}
