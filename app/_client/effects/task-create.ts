import type {
  LabelId,
  ProjectId,
  SectionId,
  TaskId,
  UserId,
  WorkspaceId,
} from '../../../server/domain/ids.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { InputOf } from '../contract.ts';
import type { Place } from '../store/place.ts';
import type { Patch } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { insert } from './effect.ts';
import type { Scene } from './effect.ts';
import { orderBeside } from './order.ts';
import { scheduleAfter } from './task-repeat.ts';
import { tasksIn } from './task-tree.ts';

type Input = InputOf<'task.create'>;
const noSchedule = { dueOn: null, dueTime: null, timeZone: null, dueAt: null, recurrence: null };

/** The guess for a new task. It has no key until the server has answered. */
export function planCreate(scene: Scene, input: Input): Patch[] {
  const { store, now } = scene;
  if (!input.id) return [];
  const place = placeOfNew(store, input);
  const row: TaskOutput = {
    id: input.id as TaskId,
    workspaceId: input.workspaceId as WorkspaceId,
    projectId: place.projectId as ProjectId,
    sectionId: place.sectionId as SectionId | null,
    parentId: place.parentId as TaskId | null,
    number: 0,
    key: '',
    title: input.title,
    notes: input.notes ?? '',
    status: 'open',
    priority: input.priority ?? 0,
    startOn: input.startOn ?? null,
    ...scheduleAfter(scene, noSchedule, scheduleIn(input)),
    estimateMinutes: input.estimateMinutes ?? null,
    labelIds: (input.labelIds ?? []) as LabelId[],
    assigneeIds: (input.assigneeIds ?? []) as UserId[],
    commentCount: 0,
    attachmentCount: 0,
    order: orderBeside(tasksIn(store, place), input),
    version: 0,
    createdBy: ([...store.tables.users.rows.keys()][0] ?? null) as UserId | null,
    importedAuthor: null,
    createdAt: now,
    updatedAt: now,
    completedAt: null,
    deletedAt: null,
  };
  return [insert('tasks', row)];
}

function scheduleIn({ dueOn, dueTime, dueAt, timeZone, recurrence }: Input) {
  return { dueOn, dueTime, dueAt, timeZone, recurrence };
}

function placeOfNew(store: Store, input: Input): Place {
  const parent = input.parentId ? store.get('tasks', input.parentId) : undefined;
  const inboxId = store.get('workspaces', input.workspaceId)?.inboxId ?? '';
  return {
    projectId: parent?.projectId ?? input.projectId ?? inboxId,
    sectionId: parent ? null : (input.sectionId ?? null),
    parentId: parent?.id ?? null,
  };
}
