import type { UserId, WorkspaceId } from '../domain/ids.ts';
import { eachInTurns } from '../platform/each-in-turns.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { Position } from './cursor.ts';
import { entriesFor } from './entries-for.ts';
import type { Told } from './entries-for.ts';
import { readLiving, idOf } from './living.ts';
import type { Credential } from './living.ts';
import { readLogPage } from './log-page.ts';
import type { LogPage } from './log-page.ts';
import type { Nudge, SyncEntry, SyncEvent } from './schema.ts';
import { readSight } from './sight.ts';
import type { Sight } from './sight.ts';

/** What happened between two numbers of a workspace's log, as one reader sees it; null where they see nothing of it. */
export type Delivery = {
  workspaceId: WorkspaceId;
  epoch: string;
  from: number;
  to: number;
  event: SyncEvent | null;
};

/** Somebody who follows. */
export type Follower = {
  principal: Credential;
  /** Told what comes next. What was told before may come again; what is missing must be read. Never throws. */
  deliver(delivery: Delivery): void;
  /** Told that there may be something that only they can read: often in vain. */
  wake(): void;
  /** Told that somebody came to what their person looks at or left it, or what that person is notified of is another. */
  nudge(kind: Nudge): void;
};

/** A workspace's log, read once for all in this process who follow it. */
export type Feed = {
  readonly followers: Set<Follower>;
  /** Reads what is new, until nothing is. Never rejects. */
  pump(): Promise<void>;
};

const pageLength = 200;

/**
 * Who sees what, and whose session still is one, is looked up for all followers at once after each page was read: so
 * nothing that is delivered is later than the end of a right, however long it takes to come to all of them.
 */
export function createFeed(
  { db, log }: Pick<Runtime, 'db' | 'log'>,
  workspaceId: WorkspaceId,
  { epoch, seq }: Position,
): Feed {
  const followers = new Set<Follower>();
  const at = { epoch, seq };
  let running: Promise<void> | null = null;
  let again = false;

  const pass = async (): Promise<LogPage> => {
    const page = await readLogPage(db, workspaceId, { after: at.seq, limit: pageLength });
    if (page.rows.length === 0) return page;
    const present = [...followers];
    const people = [...new Set(present.map(({ principal }) => principal.userId))];
    const [sights, living] = await Promise.all([
      readSight(db, page, people),
      readLiving(
        db,
        present.map(({ principal }) => principal),
      ),
    ]);
    const from = at.seq;
    at.seq = page.seq;
    if (living.epoch !== at.epoch) {
      at.epoch = living.epoch;
      for (const follower of present) follower.wake();
      return page;
    }
    const tell = createTeller(page);
    const told = new Map([...sights].map(([userId, sight]) => [userId, tell(sight)]));
    const deliveryOf = deliveries({ workspaceId, epoch: at.epoch, from, to: page.seq });
    await eachInTurns(present, (follower) => {
      if (!followers.has(follower)) return;
      const { principal } = follower;
      const own = living.alive.has(idOf(principal)) ? told.get(principal.userId) : undefined;
      if (!own || own.anew) follower.wake();
      else follower.deliver(deliveryOf(own.entries));
    });
    return page;
  };

  const run = async (): Promise<void> => {
    try {
      for (let isCut = false; again || isCut;) {
        again = false;
        ({ isCut } = await pass());
      }
    } catch (error) {
      log.warn({ err: error, workspaceId }, 'reading what is followed failed');
      for (const follower of followers) follower.wake();
    } finally {
      running = null;
    }
  };

  return {
    followers,
    pump() {
      again = true;
      return (running ??= run());
    },
  };
}

/** One delivery, with one event, for all who are told the same. */
function deliveries(of: Omit<Delivery, 'event'>): (entries: SyncEntry[]) => Delivery {
  const known = new Map<SyncEntry[], Delivery>();
  const { workspaceId } = of;
  return (entries) => {
    const event = entries.length > 0 ? ({ kind: 'entries', workspaceId, entries } as const) : null;
    const delivery = known.get(entries) ?? { ...of, event };
    known.set(entries, delivery);
    return delivery;
  };
}

/** What a page tells each reader, made once for all who see the same and of whom it does not speak. */
function createTeller(page: LogPage): (sight: Sight) => Told {
  const known = new Map<string | Sight, Told>();
  const named = new Set<UserId | string | null>(
    page.rows.flatMap((row) => [row.actorId, row.userId, row.audienceUserId, row.entityId]),
  );
  const keyOf = (sight: Sight): string | Sight => {
    if (named.has(sight.userId)) return sight;
    const { role, projects, deleted, labels } = sight;
    return [role, ...projects, '', ...deleted, '', ...labels].join(' ');
  };
  return (sight) => {
    const key = keyOf(sight);
    const told = known.get(key) ?? entriesFor(page, sight);
    known.set(key, told);
    return told;
  };
}
