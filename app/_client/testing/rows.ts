import type {
  CommentId,
  OpId,
  ProjectId,
  TaskId,
  UserId,
  WorkspaceId,
} from '../../../server/domain/ids.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Rows } from '../store/rows.ts';

const long = (kind: string, n: number | string) =>
  `00000000-0000-7000-8000-${kind}${String(n).padStart(12 - kind.length, '0')}`;

export const workspaceId = long('a', 0) as WorkspaceId;
export const projectId = long('b', 0) as ProjectId;
export const userId = long('c', 0) as UserId;
export const taskId = (n: number) => long('d', n) as TaskId;
export const commentId = (n: number) => long('9', n) as CommentId;
export const opId = (n: number) => long('f', n) as OpId;
export const sectionId = (n: number) => long('e', n) as NonNullable<TaskOutput['sectionId']>;

/** A task with the fields that a test names. */
export function taskRow(fields: Partial<Omit<TaskOutput, 'id'>> & { id: string }): TaskOutput {
  return {
    workspaceId,
    projectId,
    sectionId: null,
    parentId: null,
    number: 1,
    key: 'HOME-1',
    title: 'a task',
    notes: '',
    status: 'open',
    priority: 0,
    startOn: null,
    dueOn: null,
    dueTime: null,
    dueAt: null,
    timeZone: null,
    recurrence: null,
    estimateMinutes: null,
    labelIds: [],
    assigneeIds: [],
    commentCount: 0,
    attachmentCount: 0,
    order: 'a0',
    version: 1,
    createdBy: userId,
    importedAuthor: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    completedAt: null,
    deletedAt: null,
    ...fields,
    id: fields.id as TaskId,
  };
}

/** The signed-in person. */
export function userRow(): Rows['users'] {
  return {
    id: userId,
    name: 'Ada',
    email: 'ada@example.org',
    locale: 'en',
    timeZone: 'UTC',
    dayStart: '00:00',
    weekStart: 'monday',
    mailReminders: false,
    quietFrom: null,
    quietTo: null,
    isAdmin: false,
    version: 1,
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

/** A project with the fields that a test names. */
export function projectRow(fields: Partial<Rows['projects']> = {}): Rows['projects'] {
  return {
    id: projectId,
    workspaceId,
    name: 'Home',
    key: 'HOME',
    colour: 'grey',
    isPrivate: false,
    isInbox: false,
    right: 'write',
    order: 'a0',
    version: 1,
    createdBy: userId,
    importedAuthor: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    archivedAt: null,
    openCount: 0,
    ...fields,
  };
}

/** A reminder of a task that is due, an hour before. */
export function reminderRow(n: number, fields: Partial<Rows['reminders']> = {}): Rows['reminders'] {
  return {
    id: long('9', n) as Rows['reminders']['id'],
    workspaceId,
    taskId: taskId(1),
    when: { kind: 'relative', minutesBefore: 60, time: '09:00' },
    remindAt: '2090-01-01T00:00:00.000Z',
    snoozedUntil: null,
    nextAt: '2090-01-01T00:00:00.000Z',
    sentAt: null,
    version: 1,
    createdAt: `2026-01-01T00:00:00.${String(n).padStart(3, '0')}Z`,
    ...fields,
  };
}
