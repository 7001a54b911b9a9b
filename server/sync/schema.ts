import * as z from 'zod';
import { changeTypes } from '../domain/catalogue.ts';
import { entities } from '../domain/enums.ts';
import { outId } from '../domain/fields.ts';
import type { OpId, ProjectId, TaskId, UserId, WorkspaceId } from '../domain/ids.ts';
import { taskOutput } from '../task/schema.ts';

/** Where a reader stands in the logs of all their workspaces; opaque to callers. */
const cursor = z.string().max(20_000);

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
});

/** The reader sees this project now, or no more: whoever keeps a copy reads it, or deletes what belongs to it. */
const scope = z.object({
  kind: z.enum(['scope.gained', 'scope.lost']),
  projectId: outId<ProjectId>(),
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

/** `lastEventId` is what `Last-Event-ID` said, and goes before `cursor`: each event's id is the cursor after it. */
export const syncLiveInput = z
  .strictObject({ cursor: cursor.optional(), lastEventId: cursor.optional() })
  .optional();
export type SyncLiveInput = z.output<typeof syncLiveInput>;

/** `ready`: all that had happened until the stream began has been told; its id is a cursor, also where nothing had. */
export type SyncLiveEvent = SyncEvent | { kind: 'ready' };
