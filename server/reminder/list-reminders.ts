import { and, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { reminders } from '../../db/schema/trail.ts';
import { proveMember } from '../auth/membership.ts';
import { storedInstant } from '../domain/fields.ts';
import type { Ctx } from '../platform/context.ts';
import { cursorsOf } from '../platform/page.ts';
import type { Page } from '../platform/page.ts';
import { getTaskRow } from '../task/scope.ts';
import { reminderOutputOf } from './rows.ts';
import type { ReminderListInput, ReminderOutput } from './schema.ts';
import { listReminderRows } from './scope.ts';

const cursorShape = z.tuple([storedInstant, z.uuid()]);
const cursors = cursorsOf('reminder.list');

/** One keyset page of the caller's own reminders, oldest first; of one task where it is named. */
export async function listReminders(
  ctx: Ctx,
  input: ReminderListInput,
): Promise<Page<ReminderOutput>> {
  const member = await proveMember(ctx, input.workspaceId, 'reminder.list');
  const task = input.taskId && (await getTaskRow(ctx, member, input.taskId));
  const also = and(task && eq(reminders.taskId, task.id), afterReminder(ctx, input.cursor));
  const rows = await listReminderRows(ctx, member, { also, limit: input.limit + 1 });
  const items = rows.slice(0, input.limit).map(reminderOutputOf);
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? cursors.seal(ctx, [last.createdAt, last.id]) : null };
}

function afterReminder(ctx: Ctx, cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [createdAt, id] = cursors.open(ctx, cursor, cursorShape);
  return sql`(${reminders.createdAt}, ${reminders.id}) > (${createdAt}::timestamptz, ${id}::uuid)`;
}
