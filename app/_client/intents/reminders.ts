import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { nowIso } from '../clock.ts';
import { noteReminderWrite } from '../loads/read-reminders.ts';
import { notify } from '../notices.ts';
import { forgetWanted, setReminders, wantedId } from '../store/reminders.ts';
import { callNow } from './call-now.ts';
import type { Call, CallInput } from './call-now.ts';

export type ReminderWhen = ReminderOutput['when'];
type Task = Pick<TaskOutput, 'id' | 'workspaceId'>;
/** The code with which the server refuses, `UNREACHABLE` where it does not answer; null where it took it. */
type Refused = string | null;

/** Codes that say nothing of whether the server did it. */
const silent = new Set([
  'UNREACHABLE',
  'SERVICE_UNAVAILABLE',
  'TOO_MANY_REQUESTS',
  'INTERNAL_SERVER_ERROR',
]);

/** What is on its way: asked for once more meanwhile it is the same one. */
const running = new Map<string, Promise<Refused>>();

/** Reminds the person of a task, shown at once. It takes the server. @returns what the server says where it refuses */
export function addReminder(task: Task, when: ReminderWhen): Promise<Refused> {
  return make(task, when, wantedId(whatOf(task, when)));
}

const whatOf = ({ id }: Task, when: ReminderWhen) => `${id} ${JSON.stringify(when)}`;

function make(task: Task, when: ReminderWhen, id: ReminderOutput['id']): Promise<Refused> {
  const made = running.get(id) ?? create(task, when, id).finally(() => running.delete(id));
  running.set(id, made);
  return made;
}

async function create(
  { id: taskId, workspaceId }: Task,
  when: ReminderWhen,
  id: ReminderOutput['id'],
): Promise<Refused> {
  const times = { remindAt: null, snoozedUntil: null, nextAt: null, sentAt: null };
  const guess = { id, workspaceId, taskId, when, ...times, version: 0, createdAt: nowIso() };
  const without = (was: readonly ReminderOutput[]) => was.filter((one) => one.id !== id);
  setReminders(taskId, (was) => [...without(was), guess]);
  const called = await write('reminder.create', taskId, { workspaceId, taskId, id, when });
  setReminders(taskId, (was) => [...without(was), ...(called.ok ? [called.output] : [])]);
  if (called.ok) return null;
  const { code } = called.error;
  if (!silent.has(code)) forgetWanted(id);
  return code;
}

/** A call to which no answer of a reading is put before its own. */
async function write<P extends Call & `reminder.${string}`>(
  procedure: P,
  taskId: string,
  input: CallInput<P>,
) {
  const ended = noteReminderWrite(taskId);
  const called = await callNow(procedure, input);
  // Where it did not go as asked, what is there is asked for.
  ended(called.ok);
  return called;
}

/**
 * Takes a reminder away, out of sight at once; a notice offers it back.
 * @param tell hears what the server says where it refuses that
 * @returns what the server says where it refuses
 */
export async function removeReminder(
  reminder: ReminderOutput,
  tell: (code: Refused) => void,
): Promise<Refused> {
  const { id: reminderId, taskId, workspaceId, when, nextAt } = reminder;
  forgetWanted(reminderId);
  setReminders(taskId, (was) => was.filter(({ id }) => id !== reminderId));
  const called = await write('reminder.delete', taskId, { workspaceId, reminderId });
  if (called.ok || called.error.code === 'NOT_FOUND') {
    // A time that has passed is refused.
    if (when.kind !== 'relative' && nextAt === null) return null;
    const undo = () => void restore(reminder).then(tell);
    notify({ kind: 'done', what: 'reminderRemoved', undo });
    return null;
  }
  setReminders(taskId, (was) => [...was, reminder].sort(byAge));
  return called.error.code;
}

const byAge = (a: ReminderOutput, b: ReminderOutput) =>
  a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id) ? -1 : 1;

/** Brings one back that was taken away, put off as it was. What it says may have passed: then it is what it was put off to. */
async function restore({ taskId: id, workspaceId, ...was }: ReminderOutput): Promise<Refused> {
  const { when, remindAt, nextAt, snoozedUntil: until } = was;
  const task = { id, workspaceId };
  if (until === null || nextAt !== until || until <= nowIso()) return addReminder(task, when);
  const hasPassed = when.kind !== 'relative' && remindAt !== null && remindAt <= nowIso();
  if (hasPassed) return addReminder(task, { kind: 'instant', at: until });
  const reminderId = wantedId(whatOf(task, when));
  const code = await make(task, when, reminderId);
  if (code !== null) return code;
  const input = { workspaceId, reminderId, until };
  const called = await write('reminder.snooze', id, input);
  if (!called.ok) return called.error.code;
  putReminder(called.output);
  return null;
}

/** Puts what a write answered in the place of what was. */
function putReminder(reminder: ReminderOutput): void {
  setReminders(reminder.taskId, (was) =>
    was.map((one) => (one.id === reminder.id && one.version <= reminder.version ? reminder : one)),
  );
}

/** Puts a reminder off. @returns until when (ISO); null where the server did not take it, as where the reminder is gone */
export async function snoozeReminder(
  taskId: string,
  input: CallInput<'reminder.snooze'>,
): Promise<string | null> {
  const called = await write('reminder.snooze', taskId, input);
  if (!called.ok) return null;
  putReminder(called.output);
  return called.output.snoozedUntil;
}
