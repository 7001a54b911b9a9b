import * as z from 'zod';
import { relationKinds, taskStatuses } from '../domain/enums.ts';
import { inWorkspace, outId, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { ProjectId, RelationId, TaskId, WorkspaceId } from '../domain/ids.ts';

/**
 * What one task is to another: it blocks it, duplicates it, or relates to it. The last means the same in both
 * directions: of the two ids the lesser is the first.
 */
export const relationOutput = z.object({
  id: outId<RelationId>(),
  workspaceId: outId<WorkspaceId>(),
  fromTaskId: outId<TaskId>(),
  toTaskId: outId<TaskId>(),
  kind: z.enum(relationKinds),
  /** Grows when the same relation is made again. */
  version: z.int(),
  createdAt: z.string(),
});
export type RelationOutput = z.output<typeof relationOutput>;

const ends = {
  ...inWorkspace,
  fromTaskId: id<TaskId>(),
  toTaskId: id<TaskId>(),
  kind: z.enum(relationKinds),
};

export const relationAddInput = z.strictObject({
  ...ends,
  id: id<RelationId>().optional(),
  ...writeFields,
});
export type RelationAddInput = z.output<typeof relationAddInput>;

export const relationRemoveInput = z.strictObject({ ...ends, ...writeFields });
export type RelationRemoveInput = z.output<typeof relationRemoveInput>;

/** `id` is null where there was none to remove. */
export const relationRemoveOutput = z.object({
  id: outId<RelationId>().nullable(),
  version: z.int(),
});
export type RelationRemoveOutput = z.output<typeof relationRemoveOutput>;

export const relationListInput = z.strictObject({ ...inWorkspace, taskId: id<TaskId>() });
export type RelationListInput = z.output<typeof relationListInput>;

/** A relation with the task at its other end. */
export const listedRelation = relationOutput.extend({
  task: z.object({
    id: outId<TaskId>(),
    projectId: outId<ProjectId>(),
    key: z.string(),
    title: z.string(),
    status: z.enum(taskStatuses),
  }),
});
export type ListedRelation = z.output<typeof listedRelation>;
export const relationListOutput = z.object({ items: z.array(listedRelation) });
