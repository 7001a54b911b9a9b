import type { ReminderId, TaskId, WorkspaceId } from '../../../server/domain/ids.ts';
import { usualTime } from '../../../server/domain/reminder/usual-time.ts';
import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { InputOf, Writes } from '../contract.ts';
import { edit, insert, remove } from './effect.ts';
import type { Effect } from './effect.ts';

type ReminderWrite = Extract<keyof Writes, `reminder.${string}`>;
type Sent = InputOf<'reminder.create'>['when'];

/** What the server works out: on its way a reminder says when, and no more. */
const unknown = { remindAt: null, snoozedUntil: null, nextAt: null, version: 0 };

/** What each write on the person's own reminders does to the page's rows. */
export const reminderEffects: { [P in ReminderWrite]: Effect<P> } = {
  'reminder.create': {
    plan: ({ now }, { id, taskId, workspaceId, when }) =>
      id === undefined
        ? []
        : [
            insert('reminders', {
              id: id as ReminderId,
              workspaceId: workspaceId as WorkspaceId,
              taskId: taskId as TaskId,
              when: whole(when),
              sentAt: null,
              createdAt: now,
              ...unknown,
            }),
          ],
    land: ({ store }, reminder) => store.put('reminders', [reminder]),
  },
  'reminder.update': {
    plan: (_, { reminderId, set }) => [
      edit('reminders', reminderId, () => ({ when: whole(set.when), ...unknown })),
    ],
    land: ({ store }, reminder) => store.put('reminders', [reminder]),
  },
  'reminder.delete': {
    plan: (_, { reminderId }) => [remove('reminders', reminderId)],
    // It may come back by an undo, as of whatever version: what is asked for from now on says so.
    land: ({ store }, { id }) => store.lose('reminders', id),
  },
};

/** A `when` with what the contract says where it is left out. */
function whole(when: Sent): ReminderOutput['when'] {
  switch (when.kind) {
    case 'instant':
      return when;
    case 'local':
      return { ...when, timeZone: when.timeZone ?? null };
    case 'relative':
      return { ...when, time: when.time ?? usualTime };
  }
}
