import type { TaskOutput } from '../../../server/task/schema.ts';
import type { updateTask } from '../../_client/intents/edit-task.ts';

type Edit = Parameters<typeof updateTask>[1];
type RepeatInput = NonNullable<NonNullable<Edit['set']>['recurrence']>;

/** A repeat that is sent: what is named, and for the rest what the task has now. Days that were left out belong to a rule. */
export function withRule(
  present: TaskOutput['recurrence'],
  change: Partial<RepeatInput>,
): RepeatInput {
  const { rrule = '', anchor = 'schedule' } = { ...present, ...change };
  const isAnother = change.rrule !== undefined && change.rrule !== present?.rrule;
  const kept = present && {
    missedPolicy: present.missedPolicy,
    resetSubtasks: present.resetSubtasks,
    ...(!isAnother && { rdates: present.rdates, exdates: present.exdates }),
  };
  return { ...kept, ...change, rrule, anchor: isAnother ? (change.anchor ?? 'schedule') : anchor };
}
