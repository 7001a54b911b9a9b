import { sql } from 'drizzle-orm';
import { isoInstant } from '../../db/columns.ts';
import type { Db } from '../../db/client.ts';
import { transaction } from '../../db/transaction.ts';
import type { NotificationId, ReminderId, TaskId, UserId, WorkspaceId } from '../domain/ids.ts';
import { quietUntil } from '../domain/reminder/quiet-hours.ts';
import { queueReminders } from '../mail/queue-reminders.ts';
import { nudgeMail } from '../mail/nudge-mail.ts';
import { addNotifications } from '../notification/add-notifications.ts';
import { nudgeNotified } from '../notification/nudge-notified.ts';
import { bug } from '../platform/bugs.ts';
import { machineTime } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import type { Runtime } from '../platform/runtime.ts';
import { queuePushes } from '../push/queue-pushes.ts';
import { isWanted, wantedJoins } from './scope.ts';

/** So many are delivered in one transaction. */
const atOnce = 200;

/** A reminder that is due, as its row says; `now` is the transaction's. */
type Claimed = { workspaceId: WorkspaceId; id: ReminderId; firedAt: string; now: string };

/** One of them with whom it is for and what they want; those of nobody any more are not among these. */
type Due = Claimed & {
  userId: UserId;
  taskId: TaskId;
  zone: string;
  quietFrom: string | null;
  quietTo: string | null;
  byMail: boolean;
};

type Firing = Due & { notificationId: NotificationId };

/**
 * A way beside the page by which people hear of what goes off. It writes down what is to be sent, in the transaction
 * that notifies of it and under the notification's id; sending is its own work. A further one is a line here.
 */
type Channel = (db: Db, firings: readonly Firing[]) => Promise<void>;

const byMail =
  ({ env }: Runtime): Channel =>
  async (db, firings) => {
    if (env.smtpUrl === null) return;
    const mailed = firings.filter((one) => one.byMail && !isOld(one));
    await queueReminders(
      db,
      mailed.map(({ workspaceId, notificationId: id }) => ({ workspaceId, id })),
    );
  };

const byPush: Channel = (db, firings) =>
  queuePushes(
    db,
    firings.filter((one) => !isOld(one)),
  );

/** Milliseconds after which nothing is sent any more: what an old backup brings back was sent already. */
const sentFor = 24 * 3_600_000;
const isOld = ({ now, firedAt }: Due) => Date.parse(now) - Date.parse(firedAt) > sentFor;

const channelsOf = (runtime: Runtime): Channel[] => [byMail(runtime), byPush];

/**
 * Notifies of all that is due by Postgres's clock, some at a time: a reminder is marked by the transaction that
 * notifies of it, so each firing is told once, whoever else delivers and wherever it ends. One that is for nobody any
 * more is over; one in the quiet hours of its person waits for their end.
 */
export async function deliverReminders(
  runtime: Runtime,
  isStopped: () => boolean = () => false,
): Promise<void> {
  for (let claimed = atOnce; claimed === atOnce && !isStopped();) {
    const round = await transaction(runtime.pool, (db) => deliverSome(runtime, db));
    ({ claimed } = round);
    if (round.told.length === 0) continue;
    nudgeNotified({ runtime }, round.told);
    nudgeMail(runtime);
  }
}

async function deliverSome(runtime: Runtime, db: Db): Promise<{ claimed: number; told: UserId[] }> {
  const claimed = await claim(db);
  if (claimed.length === 0) return { claimed: 0, told: [] };
  const due = await listWanted(db, claimed);
  const held = due.flatMap((one) => {
    const until = heldUntil(one);
    return until === null ? [] : [{ ...one, until }];
  });
  await hold(db, held);
  const heldKeys = new Set(held.map(keyOf));
  const ready = due.filter((one) => !heldKeys.has(keyOf(one)));
  const over = claimed.filter((one) => !heldKeys.has(keyOf(one)));
  await endAll(bug('reminder-marked-outside') ? runtime.db : db, { over, ready });
  const told = await fire(runtime, db, ready);
  return { claimed: claimed.length, told: told.map(({ userId }) => userId) };
}

/** Takes what is due, and passes over what another delivers at this moment. */
async function claim(db: Db): Promise<Claimed[]> {
  const isTwice = bug('reminder-told-twice');
  const isFree = isTwice || bug('reminder-marked-outside');
  // By another zone it may not be due at all: the person's rest is worked out first.
  const isSettled = bug('told-while-refreshed')
    ? sql`true`
    : sql`NOT EXISTS (SELECT 1 FROM reminder_refreshes f WHERE f.user_id = reminders.user_id)`;
  const now = bug('reminder-own-clock')
    ? sql`${machineTime().toISOString()}::timestamptz`
    : sql`now()`;
  const { rows } = await db.execute<Claimed>(sql`
    SELECT workspace_id AS "workspaceId", id, now()::text AS now,
      (${isTwice ? sql`clock_timestamp()` : sql`coalesce(snoozed_until, remind_at)`})::timestamptz(3)::text AS "firedAt"
    FROM reminders WHERE deliver_at <= ${now} AND ${isSettled} ORDER BY deliver_at LIMIT ${atOnce}
    ${isFree ? sql`` : sql`FOR UPDATE SKIP LOCKED`}`);
  return rows.map((row) => ({
    ...row,
    now: isoInstant(row.now),
    firedAt: isoInstant(row.firedAt),
  }));
}

/** Those that are still for somebody, looked up once they are claimed: what was true before does not count. */
async function listWanted(db: Db, claimed: readonly Claimed[]): Promise<Due[]> {
  const { rows } = await db.execute<Omit<Due, 'firedAt' | 'now'>>(sql`
    SELECT told.workspace_id AS "workspaceId", told.id, told.user_id AS "userId", told.task_id AS "taskId",
      users.time_zone AS zone, left(users.quiet_from::text, 5) AS "quietFrom", left(users.quiet_to::text, 5) AS "quietTo",
      users.mail_reminders AS "byMail"
    FROM reminders told ${wantedJoins}
    WHERE (told.workspace_id, told.id) IN (SELECT * FROM ${those(claimed)}) AND ${isWanted}`);
  const byKey = new Map(claimed.map((one) => [keyOf(one), one]));
  return rows.flatMap((row) => {
    const one = byKey.get(keyOf(row));
    return one ? [{ ...one, ...row }] : [];
  });
}

function heldUntil({ now, zone, quietFrom, quietTo }: Due): string | null {
  if (quietFrom === null || quietTo === null) return null;
  return quietUntil(now, { from: quietFrom, to: quietTo }, zone);
}

async function hold(db: Db, held: readonly (Due & { until: string })[]): Promise<void> {
  if (held.length === 0) return;
  await db.execute(sql`
    UPDATE reminders SET deliver_at = held.until
    FROM unnest(${sql.param(held.map(({ workspaceId }) => workspaceId))}::uuid[], ${sql.param(held.map(({ id }) => id))}::uuid[],
      ${sql.param(held.map(({ until }) => until))}::timestamptz[]) AS held(workspace_id, id, until)
    WHERE reminders.workspace_id = held.workspace_id AND reminders.id = held.id`);
}

/** @returns those who are notified now, and were not before */
async function fire(runtime: Runtime, db: Db, ready: readonly Due[]): Promise<Firing[]> {
  const firings = ready.map((one) => ({
    ...one,
    notificationId: newId<NotificationId>(runtime.clock),
  }));
  const made = await addNotifications(
    db,
    firings.map(({ notificationId, id: reminderId, workspaceId, userId, taskId, firedAt }) => {
      return { id: notificationId, reminderId, workspaceId, userId, taskId, firedAt };
    }),
  );
  const told = firings.filter(({ notificationId }) => made.has(notificationId));
  for (const tell of channelsOf(runtime)) await tell(db, told);
  return told;
}

type Ended = { over: readonly Claimed[]; ready: readonly Due[] };

/** Of those that were told it is noted when. One that was put off still goes off at its own time, where that is to come. */
async function endAll(db: Db, { over, ready }: Ended): Promise<void> {
  if (over.length === 0) return;
  await db.execute(sql`
    UPDATE reminders SET
      deliver_at = CASE WHEN snoozed_until IS NOT NULL AND remind_at > now() THEN remind_at END,
      snoozed_until = CASE WHEN remind_at > now() THEN NULL ELSE snoozed_until END, sent_at = CASE
      WHEN (workspace_id, id) IN (SELECT * FROM ${those(ready)}) THEN now() ELSE sent_at END
    WHERE (workspace_id, id) IN (SELECT * FROM ${those(over)})`);
}

/** An id is one in its workspace alone: callers make them. */
const keyOf = ({ workspaceId, id }: Pick<Claimed, 'workspaceId' | 'id'>) => `${workspaceId} ${id}`;

/** SQL: the keys of reminders, as a table of two columns. */
const those = (of: readonly { workspaceId: WorkspaceId; id: ReminderId }[]) =>
  sql`unnest(${sql.param(of.map(({ workspaceId }) => workspaceId))}::uuid[], ${sql.param(of.map(({ id }) => id))}::uuid[])`;
