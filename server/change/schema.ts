import * as z from 'zod';
import { changeTypes } from '../domain/catalogue.ts';
import { entities } from '../domain/enums.ts';
import { inWorkspace, outId, pageFields, pageOf, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { ChangeId, GroupId, ProjectId, TaskId, UserId } from '../domain/ids.ts';

export const changeOutput = z.object({
  id: outId<ChangeId>(),
  groupId: outId<GroupId>(),
  seq: z.int(),
  n: z.int(),
  at: z.string(),
  actorId: outId<UserId>().nullable(),
  /** True where a program's token did it. */
  viaToken: z.boolean(),
  type: z.enum(changeTypes),
  entity: z.enum(entities),
  entityId: z.string(),
  taskId: outId<TaskId>().nullable(),
  projectId: outId<ProjectId>().nullable(),
  fromProjectId: outId<ProjectId>().nullable(),
  /** Only what changed; field names as in the thing itself. A long text stands as `{ patch }` and `{ check, length }`. */
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  undoable: z.boolean(),
});
export type ChangeOutput = z.output<typeof changeOutput>;

/** Newest first. */
export const changeListInput = z.strictObject({
  ...inWorkspace,
  taskId: id<TaskId>().optional(),
  projectId: id<ProjectId>().optional(),
  actorId: id<UserId>().optional(),
  ...pageFields(100, 50),
});
export type ChangeListInput = z.output<typeof changeListInput>;
export const changeListOutput = pageOf(changeOutput);

/** Oldest first, what came after the cursor of a page before; without one, what is still to come. */
export const changeSinceInput = z.strictObject({
  ...inWorkspace,
  cursor: z.string().max(4000).optional(),
});
export type ChangeSinceInput = z.output<typeof changeSinceInput>;

export const changeUndoInput = z
  .strictObject({
    ...inWorkspace,
    changeId: id<ChangeId>().optional(),
    groupId: id<GroupId>().optional(),
    /** True: says what would happen and changes nothing. */
    dryRun: z.boolean().default(false),
    ...writeFields,
  })
  .refine((input) => (input.changeId === undefined) !== (input.groupId === undefined), {
    path: ['changeId'],
    message: 'send either changeId or groupId',
  });
export type ChangeUndoInput = z.output<typeof changeUndoInput>;

const undoneField = z.object({
  entity: z.enum(entities),
  entityId: z.string(),
  field: z.string(),
});
const skippedField = undoneField.extend({
  reason: z.enum(['changed-since', 'gone', 'purged', 'not-allowed', 'not-undoable']),
  /** Who changed it since, where that is known. */
  changedBy: outId<UserId>().nullable(),
});
export type SkippedField = z.output<typeof skippedField>;

/** `change` is the group of the new changes, itself undoable; null when nothing could be set back. */
export const changeUndoOutput = z.object({
  change: z.object({ groupId: outId<GroupId>() }).nullable(),
  applied: z.array(undoneField),
  skipped: z.array(skippedField),
});
export type ChangeUndoOutput = z.output<typeof changeUndoOutput>;
