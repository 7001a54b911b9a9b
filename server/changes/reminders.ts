import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { isoInstant } from '../../db/columns.ts';
import type { Db } from '../../db/client.ts';
import { whenOf } from '../domain/reminder/columns.ts';
import type { WhenColumns } from '../domain/reminder/columns.ts';
import { firingOf } from '../domain/reminder/firing.ts';
import type { ReminderId, TaskId, UserId, WorkspaceId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import type { ChangeDraft } from './record.ts';
import type { AccountCtx } from './write-account.ts';
import type { WriteCtx } from './write.ts';

/** SQL: the number of the lock under which a person's zone is changed, and what is derived of it is made. */
const zoneLock = (userId: SQL): SQL => sql`hashtextextended('cairn zone ' || ${userId}, 0)`;

/**
 * Moves what is reminded of so long before a due along with it, where the due is another than it was. A firing that
 * would be past by then is none; one that was put off ends, but where the task only left a missed day behind.
 */
export async function refreshReminders(w: WriteCtx, drafts: readonly ChangeDraft[]): Promise<void> {
  const taskIds = movedTaskIds(drafts);
  if (taskIds.length === 0) return;
  const theirs = sql`r.workspace_id = ${w.member.workspaceId} AND r.task_id = ANY(${sql.param(taskIds)}::uuid[]) AND r.kind = 'relative'`;
  if (!(await holdZones(w, theirs))) return;
  const moved = (await listDerived(w.db, theirs)).filter(({ was, at }) => was !== at);
  const owed = isOwed(w, drafts);
  await store(w.db, moved, {
    deliverAt: sql`CASE WHEN ${owed} THEN r.deliver_at WHEN new.at > ${w.now} THEN new.at END`,
    snoozedUntil: sql`CASE WHEN ${owed} THEN coalesce(r.snoozed_until, r.remind_at) END`,
  });
}

/**
 * SQL: true where a task left a day behind by itself, and its person has not been told of what went off by then, as in
 * quiet hours, or put it off: nobody took that back. It is told, unless the next day's own comes before that.
 */
function isOwed(w: WriteCtx, drafts: readonly ChangeDraft[]): SQL {
  const missed = bug('missed-drops-owed')
    ? []
    : drafts.flatMap(({ type, entityId }) => (type === 'task.missed' ? [entityId] : []));
  return sql`(r.task_id = ANY(${sql.param(missed)}::uuid[]) AND r.deliver_at IS NOT NULL
    AND (r.snoozed_until IS NOT NULL OR r.remind_at <= ${w.now})
    AND NOT coalesce(new.at > ${w.now} AND new.at <= r.deliver_at, false))`;
}

/** So many of a person's reminders are worked out anew in one transaction, which holds up their other writes. */
export const mostRefreshed = 500;

/**
 * Works out anew what a person is reminded of by their own zone, once they may be in another or their quiet hours are.
 * What is still to come stays so, were it past there: it goes off once. What went off does not again. Of more than
 * `mostRefreshed` the rest is the worker's, by `refreshMore`; until then nothing of this person goes off.
 */
export async function refreshRemindersOf(w: AccountCtx): Promise<void> {
  const { userId } = w.account;
  await lockZone(w.db, userId);
  await w.db.execute(sql`DELETE FROM reminder_refreshes WHERE user_id = ${userId}`);
  await refreshAfter(w.db, userId, null);
}

/** Goes on where a person's reminders were left, by what holds now; nothing where that is nowhere. */
export async function refreshMore(db: Db, userId: UserId): Promise<void> {
  await lockZone(db, userId);
  const { rows } = await db.execute<Place>(sql`
    DELETE FROM reminder_refreshes WHERE user_id = ${userId}
    RETURNING after_workspace_id AS "workspaceId", after_id AS id`);
  if (rows[0]) await refreshAfter(db, userId, rows[0]);
}

type Place = { workspaceId: WorkspaceId; id: ReminderId };

/** The place that is left is of the same transaction as what was done before it. */
async function refreshAfter(db: Db, userId: UserId, after: Place | null): Promise<void> {
  const goesOn = after
    ? sql`AND (r.workspace_id, r.id) > (${after.workspaceId}, ${after.id})`
    : sql``;
  const next = sql`r.user_id = ${userId} AND (r.kind <> 'instant' OR r.deliver_at IS NOT NULL) ${goesOn}
    ORDER BY r.workspace_id, r.id LIMIT ${mostRefreshed}`;
  const derived = await listDerived(db, next);
  await store(db, derived, {
    deliverAt: sql`CASE WHEN r.deliver_at IS NOT NULL THEN coalesce(r.snoozed_until, new.at) END`,
    snoozedUntil: sql`r.snoozed_until`,
  });
  const last = derived.at(-1);
  if (!last || derived.length < mostRefreshed || bug('refresh-mark-lost')) return;
  await db.execute(
    sql`INSERT INTO reminder_refreshes VALUES (${userId}, ${last.workspaceId}, ${last.id})`,
  );
}

async function lockZone(db: Db, userId: UserId): Promise<void> {
  await db.execute(sql`SELECT pg_advisory_xact_lock(${zoneLock(sql`${userId}::text`)})`);
}

/** The zone of whoever acts, which stays what it is until the end of this write. */
export async function holdZone(w: WriteCtx): Promise<string> {
  const { userId } = w.member;
  await w.db.execute(sql`SELECT pg_advisory_xact_lock_shared(${zoneLock(sql`${userId}::text`)})`);
  const { rows } = await w.db.execute<{ zone: string }>(
    sql`SELECT time_zone AS zone FROM users WHERE id = ${userId}`,
  );
  return rows[0]?.zone ?? w.member.timeZone;
}

/** Tasks whose due is another now; one that was just made has no reminders yet. */
function movedTaskIds(drafts: readonly ChangeDraft[]): TaskId[] {
  const parts = ['dueOn', 'dueTime', 'timeZone'];
  const moved = drafts.filter(
    ({ type, after = {} }) =>
      type.startsWith('task.') && type !== 'task.created' && parts.some((part) => part in after),
  );
  return [...new Set(moved.map(({ entityId }) => entityId as TaskId))];
}

/** @returns false where there is nobody whose zone counts */
async function holdZones({ db }: WriteCtx, which: SQL): Promise<boolean> {
  const { rows } = await db.execute(sql`
    SELECT pg_advisory_xact_lock_shared(${zoneLock(sql`user_id`)})
    FROM (SELECT DISTINCT r.user_id::text FROM reminders r WHERE ${which} ORDER BY 1) people`);
  return rows.length > 0;
}

type Derived = { workspaceId: WorkspaceId; id: ReminderId; was: string | null; at: string | null };

type Found = WhenColumns & {
  workspaceId: WorkspaceId;
  id: ReminderId;
  dueOn: string | null;
  dueTime: string | null;
  zone: string | null;
  personZone: string;
};

/**
 * When each goes off now, beside when it did by what is stored.
 * @param which the condition, and where not all are meant their order and how many
 */
async function listDerived(db: Db, which: SQL): Promise<Derived[]> {
  const { rows } = await db.execute<Found>(sql`
    SELECT r.workspace_id AS "workspaceId", r.id, r.kind, r.remind_at::text AS "remindAt",
      r.local_day::text AS "localDay", left(r.local_time::text, 5) AS "localTime", r.time_zone AS "timeZone",
      r.minutes_before AS "minutesBefore",
      t.due_on::text AS "dueOn", left(t.due_time::text, 5) AS "dueTime", t.time_zone AS zone, u.time_zone AS "personZone"
    FROM reminders r
    JOIN tasks t ON t.workspace_id = r.workspace_id AND t.id = r.task_id
    JOIN users u ON u.id = r.user_id
    WHERE ${which}`);
  return rows.map(({ workspaceId, id, dueOn, dueTime, zone, personZone, ...columns }) => {
    const was = columns.remindAt === null ? null : isoInstant(columns.remindAt);
    const due = { dueOn, dueTime, timeZone: zone, dueAt: null };
    return {
      workspaceId,
      id,
      was,
      at: firingOf(whenOf({ ...columns, remindAt: was }), due, personZone),
    };
  });
}

type Kept = { deliverAt: SQL; snoozedUntil: SQL };

async function store(db: Db, derived: readonly Derived[], kept: Kept): Promise<void> {
  if (derived.length === 0) return;
  await db.execute(sql`
    UPDATE reminders r SET remind_at = new.at, deliver_at = ${kept.deliverAt}, snoozed_until = ${kept.snoozedUntil}
    FROM unnest(${sql.param(derived.map(({ workspaceId }) => workspaceId))}::uuid[], ${sql.param(derived.map(({ id }) => id))}::uuid[],
      ${sql.param(derived.map(({ at }) => at))}::timestamptz[]) AS new(workspace_id, id, at)
    WHERE r.workspace_id = new.workspace_id AND r.id = new.id`);
}
