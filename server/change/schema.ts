import * as z from 'zod';
import { changeTypes } from '../domain/catalogue.ts';
import { entities } from '../domain/enums.ts';
import { importFormats } from '../import/schema.ts';
import { inWorkspace, outId, pageFields, pageOf, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { ChangeId, GroupId, ImportId, ProjectId, TaskId, UserId } from '../domain/ids.ts';

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
  /** Only what changed; field names as in the thing itself, and of a repeat as in its row (`rrule`, `seriesStart`). A long text stands as `{ patch }` and `{ check, length }`. */
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

/** What of one kind a group did, as far as the caller sees it. */
const changePart = z.object({
  type: z.enum(changeTypes),
  entity: z.enum(entities),
  /** So many changes of so many things; what went along with another thing is not counted. */
  count: z.int(),
  things: z.int(),
  /** The first of them, for their names. */
  entityIds: z.array(z.string()),
  /** What they belong to, where that is the same for all. */
  taskId: outId<TaskId>().nullable(),
  projectId: outId<ProjectId>().nullable(),
  /** The fields that are alike in all of them. Of a long text nothing but that it was there. */
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
});
export type ChangePart = z.output<typeof changePart>;

const importOfGroup = z.object({
  /** The import itself, or what took it back. */
  did: z.enum(['import', 'undo']),
  format: z.enum(importFormats),
  /** `import.undo` takes it back; null where it is another's, or taken back. */
  importId: outId<ImportId>().nullable(),
});

/** What one intent did: one write, or many that count as one. */
export const changeGroupOutput = z.object({
  groupId: outId<GroupId>(),
  /** When the last of it was. */
  at: z.string(),
  actorId: outId<UserId>().nullable(),
  viaToken: z.boolean(),
  import: importOfGroup.nullable(),
  /** Those of most changes first. */
  parts: z.array(changePart),
  /** False where there is more than was counted. */
  countedAll: z.boolean(),
  /** Whether the caller may take any of it back: `old` after 30 days. */
  undo: z.enum(['yes', 'no', 'old']),
});
export type ChangeGroupOutput = z.output<typeof changeGroupOutput>;

/** What things are called that the caller sees, by their ids; a comment by its task. */
const names = z.record(z.string(), z.string());

/** Newest first, each group once. */
export const changeListGroupsInput = z.strictObject({
  ...inWorkspace,
  projectId: id<ProjectId>().optional(),
  actorId: id<UserId>().optional(),
  ...pageFields(50, 25),
});
export type ChangeListGroupsInput = z.output<typeof changeListGroupsInput>;
export const changeListGroupsOutput = pageOf(changeGroupOutput).extend({ names });
export type ChangeListGroupsOutput = z.output<typeof changeListGroupsOutput>;

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
  /** Of a dry run alone: an answer that is remembered would outlive names that are purged. */
  names: names.optional(),
});
export type ChangeUndoOutput = z.output<typeof changeUndoOutput>;
