import { sql } from 'drizzle-orm';
import type { Locale } from '../domain/enums.ts';
import type { MailId, TaskId, WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { isWanted, wantedJoins } from './scope.ts';

export type ReminderMail = {
  kind: 'reminder';
  to: string;
  locale: Locale;
  values: {
    name: string;
    title: string;
    /** `HOME-12`. */
    key: string;
    dueOn: string | null;
    dueTime: string | null;
    /** The zone of the due where it is not the reader's own. */
    dueZone: string | null;
    workspaceId: WorkspaceId;
    taskId: TaskId;
  };
};

type Row = Omit<ReminderMail['values'], 'workspaceId'> & { to: string; locale: Locale };

/**
 * What a mail of a reminder says, right before it is sent.
 * @returns null where it is for nobody any more: its task is closed, deleted or seen no more, or the person wants no mail
 */
export async function prepareReminder(
  { db }: Pick<Ctx, 'db'>,
  { mailId, workspaceId }: { mailId: MailId; workspaceId: WorkspaceId },
): Promise<ReminderMail | null> {
  const { rows } = await db.execute<Row>(sql`
    SELECT users.email AS "to", users.locale, users.name, tasks.title, projects.key || '-' || tasks.number AS key,
      tasks.due_on::text AS "dueOn", left(tasks.due_time::text, 5) AS "dueTime",
      CASE WHEN tasks.due_time IS NOT NULL THEN nullif(tasks.time_zone, users.time_zone) END AS "dueZone", tasks.id AS "taskId"
    FROM notifications told ${wantedJoins}
    WHERE told.workspace_id = ${workspaceId} AND told.id = ${mailId} AND users.mail_reminders AND ${isWanted}`);
  const [row] = rows;
  if (!row) return null;
  const { to, locale, ...rest } = row;
  return { kind: 'reminder', to, locale, values: { ...rest, workspaceId } };
}
