import { sql } from 'drizzle-orm';
import { updateAccount } from '../../account/update-account.ts';
import type { AccountUpdateInput } from '../../account/schema.ts';
import { listNotifications } from '../../notification/list-notifications.ts';
import type { NotificationOutput } from '../../notification/schema.ts';
import { createTask } from '../../task/create-task.ts';
import type { Person, World } from '../../testing/world.ts';
import { createReminder } from '../create-reminder.ts';
import type { ReminderOutput } from '../schema.ts';

/** What a test plays with: a world, and the person who is reminded. */
export type Scene = { world: World; person: Person };

/** A new person, in UTC unless said. */
export async function scene(world: World, set: AccountUpdateInput['set'] = {}): Promise<Scene> {
  const person = await world.person('Ada');
  await updateAccount(person.ctx(), { set: { timeZone: 'UTC', ...set } });
  return { world, person };
}

/** A task of the person's with a reminder that is due now. */
export async function dueReminder(
  { world, person }: Scene,
  title = 'Water',
): Promise<ReminderOutput> {
  const { workspaceId } = person;
  const { id: taskId } = await createTask(person.ctx(), { workspaceId, title });
  const when = { kind: 'instant', at: '2090-01-01T00:00:00.000Z' } as const;
  const made = await createReminder(person.ctx(), { workspaceId, taskId, when });
  await pass(world, made.id);
  return made;
}

/** Lets the time pass until a reminder is due. */
export async function pass(world: World, reminderId: string): Promise<void> {
  await world.runtime.db.execute(sql`
    UPDATE reminders SET remind_at = now() - interval '1 second', snoozed_until = NULL, deliver_at = now() - interval '1 second'
    WHERE id = ${reminderId}`);
}

/** What the person is notified of now, the newest first. */
export async function notified({ person }: Scene): Promise<NotificationOutput[]> {
  return (await listNotifications(person.ctx(), { unread: false, limit: 100 })).items;
}
