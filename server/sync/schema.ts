import * as z from 'zod';
import { changeTypes } from '../domain/catalogue.ts';
import { entities } from '../domain/enums.ts';
import { inWorkspace, outId } from '../domain/fields.ts';
import { id, opId } from '../domain/ids.ts';
import { longestCursor } from '../domain/limits.ts';
import { errorCodes } from '../platform/errors.ts';
import type { OpId, ProjectId, SectionId, TaskId, UserId, WorkspaceId } from '../domain/ids.ts';
import { commentOutput } from '../comment/schema.ts';
import { labelOutput } from '../label/schema.ts';
import { memberOutput } from '../member/schema.ts';
import { planOutput } from '../plan/schema.ts';
import { projectOutput } from '../project/schema.ts';
import { relationOutput } from '../relation/schema.ts';
import { sectionOutput } from '../section/schema.ts';
import { taskOutput } from '../task/schema.ts';
import { viewOutput } from '../view/schema.ts';

/** Where a reader stands in the logs of all their workspaces; opaque to callers. */
const cursor = z.string().max(longestCursor);

/**
 * One entry of a workspace's log, as far as its reader sees it. Where it is about a task, or something on one, `task`
 * is that task as it is now, null where the reader sees it no more.
 */
const change = z.object({
  kind: z.literal('change'),
  seq: z.int(),
  n: z.int(),
  at: z.string(),
  type: z.enum(changeTypes),
  entity: z.enum(entities),
  entityId: z.string(),
  taskId: outId<TaskId>().nullable(),
  projectId: outId<ProjectId>().nullable(),
  actorId: outId<UserId>().nullable(),
  /** The reader's own operation that did it; null for what others did. */
  opId: outId<OpId>().nullable(),
  task: taskOutput.nullable().optional(),
  /** Of a change of a relation: that as it is now, null where it is no more or the reader does not see both tasks. */
  relation: relationOutput.nullable().optional(),
});

/**
 * The reader sees this project now, or no more: whoever keeps a copy reads it, or deletes what belongs to it. Where it
 * names a section or a task of the project, that alone is gained, with all that hangs below.
 */
const scope = z.object({
  kind: z.enum(['scope.gained', 'scope.lost']),
  projectId: outId<ProjectId>(),
  sectionId: outId<SectionId>().optional(),
  taskId: outId<TaskId>().optional(),
});

export const syncEntry = z.discriminatedUnion('kind', [change, scope]);
export type SyncEntry = z.output<typeof syncEntry>;

/**
 * `reset`: the cursor says nothing of this workspace any more (a backup came back, it was too old, the reader's role
 * changed), so all of it is to be read again. The reader came into a workspace, or is in one no more.
 */
export const syncEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('entries'),
    workspaceId: outId<WorkspaceId>(),
    entries: z.array(syncEntry),
  }),
  z.object({
    kind: z.enum(['reset', 'workspace.gained', 'workspace.lost']),
    workspaceId: outId<WorkspaceId>(),
  }),
]);
export type SyncEvent = z.output<typeof syncEvent>;

/** Oldest first, what came after the cursor; without one, where now is. */
export const syncPullInput = z.strictObject({
  cursor: cursor.optional(),
  limit: z.int().min(1).max(500).default(200),
});
export type SyncPullInput = z.output<typeof syncPullInput>;

export const syncPullOutput = z.object({
  events: z.array(syncEvent),
  cursor,
  /** True where what is to be read now does not end here. */
  isMore: z.boolean(),
});
export type SyncPullOutput = z.output<typeof syncPullOutput>;

/** A copy of all that the caller sees of a workspace, or of one project, section or task in it, page by page. */
export const syncBootstrapInput = z
  .strictObject({
    ...inWorkspace,
    projectId: id<ProjectId>().optional(),
    /** With the tasks in it, and all that hangs below them. */
    sectionId: id<SectionId>().optional(),
    /** With all that hangs below it. */
    taskId: id<TaskId>().optional(),
    /** The `nextCursor` of the page before. */
    cursor: z.string().max(4000).optional(),
    limit: z.int().min(1).max(1000).default(500),
  })
  .refine(
    ({ projectId, sectionId, taskId }) =>
      [projectId, sectionId, taskId].filter((part) => part !== undefined).length <= 1,
    { path: ['projectId'], message: 'send one of projectId, sectionId and taskId at most' },
  );
export type SyncBootstrapInput = z.output<typeof syncBootstrapInput>;

/**
 * `position` is a cursor for `sync.pull` that was noted before the first row was read: with what happened since, the
 * copy is whole. Rows can come twice, and older than what a pull told: the higher version counts. What is short comes
 * with the first page. Of a part come the relations that one of its tasks has to any that the caller sees.
 */
export const syncBootstrapOutput = z.object({
  position: cursor,
  projects: z.array(projectOutput),
  sections: z.array(sectionOutput),
  labels: z.array(labelOutput),
  members: z.array(memberOutput),
  views: z.array(viewOutput),
  plans: z.array(planOutput),
  tasks: z.array(taskOutput),
  comments: z.array(commentOutput),
  relations: z.array(relationOutput),
  nextCursor: z.string().nullable(),
});
export type SyncBootstrapOutput = z.output<typeof syncBootstrapOutput>;

/** `lastEventId` is what `Last-Event-ID` said, and goes before `cursor`: each event's id is the cursor after it. */
export const syncLiveInput = z
  .strictObject({ cursor: cursor.optional(), lastEventId: cursor.optional() })
  .optional();
export type SyncLiveInput = z.output<typeof syncLiveInput>;

/**
 * `ready`: all that had happened until the stream began has been told; its id is a cursor, also where nothing had.
 * `presence`: who looks at what this person looks at is another. `notification`: what this person is notified of is
 * another, or read, or a reminder of theirs is another. Both say no more, and move no cursor.
 */
export type SyncLiveEvent =
  | SyncEvent
  | { kind: 'ready' }
  | { kind: 'presence' }
  | { kind: 'notification' };
export type Nudge = 'presence' | 'notification';

/** What a client may do while it is away, and send later. */
export const pushable = [
  'project.create',
  'project.update',
  'project.archive',
  'project.delete',
  'project.restore',
  'section.create',
  'section.update',
  'section.move',
  'section.delete',
  'section.restore',
  'label.create',
  'label.update',
  'label.delete',
  'label.restore',
  'task.create',
  'task.update',
  'task.complete',
  'task.reopen',
  'task.cancel',
  'task.skip',
  'task.pause',
  'task.resume',
  'task.assign',
  'task.move',
  'task.delete',
  'task.restore',
  'task.bulk',
  'comment.add',
  'comment.update',
  'comment.delete',
  'attachment.rename',
  'attachment.delete',
  'relation.add',
  'relation.remove',
  'view.create',
  'view.update',
  'view.delete',
  'view.restore',
  'plan.place',
  'plan.clear',
  'reminder.create',
  'reminder.update',
  'reminder.delete',
  'change.undo',
] as const;
export type Pushable = (typeof pushable)[number];

const said = (field: string) => z.never(`is said once, beside: leave ${field} out here`).optional();

/** A call of the contract. `input` is the procedure's own, without the two ids that stand beside. */
const op = z.strictObject({
  opId,
  procedure: z.enum(pushable),
  input: z.looseObject({ workspaceId: said('workspaceId'), opId: said('opId') }),
});
export type SyncOp = z.output<typeof op>;

export const syncPushInput = z.strictObject({
  ...inWorkspace,
  /** The form in which the operations were written: `server/domain/op-contract.ts`. */
  contract: z.int().min(1),
  /** In the order in which they were meant. */
  ops: z.array(op).max(100),
});
export type SyncPushInput = z.output<typeof syncPushInput>;

/** `seq` is where the operation stands in the log: once that has been pulled, all that it changed is there. */
const answer = z.discriminatedUnion('status', [
  z.object({
    opId: outId<OpId>(),
    status: z.literal('ok'),
    seq: z.int().nullable(),
    output: z.unknown(),
  }),
  z.object({
    opId: outId<OpId>(),
    status: z.literal('refused'),
    code: z.enum(errorCodes),
    message: z.string(),
    issues: z
      .array(
        z.object({
          path: z.array(z.union([z.string(), z.number()])),
          message: z.string(),
          start: z.int().optional(),
          end: z.int().optional(),
          suggestion: z.string().optional(),
        }),
      )
      .optional(),
    current: z.unknown().optional(),
  }),
]);
export type SyncAnswer = z.output<typeof answer>;

/**
 * `done`: answers in the order of the operations, all after their commit. Where there are fewer, the rest was not
 * tried: it is to be sent again. `upgrade`: the operations are of a form that is not taken any more; nothing was done.
 */
export const syncPushOutput = z.discriminatedUnion('status', [
  z.object({ status: z.literal('done'), answers: z.array(answer) }),
  z.object({ status: z.literal('upgrade'), oldest: z.int(), now: z.int() }),
]);
export type SyncPushOutput = z.output<typeof syncPushOutput>;
