import * as z from 'zod';
import { projectRights } from '../domain/enums.ts';
import {
  inWorkspace,
  instantInput,
  outId,
  pageFields,
  pageOf,
  writeFields,
} from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { Id, ProjectId, UserId } from '../domain/ids.ts';

/** What can lie in the trash. A comment that is deleted is shown nowhere any more. */
export const trashEntities = ['project', 'section', 'label', 'task'] as const;
export type TrashEntity = (typeof trashEntities)[number];

const trashItem = z.object({
  entity: z.enum(trashEntities),
  id: z.string(),
  /** A task's title, or the name of another thing. */
  name: z.string(),
  /** `HOME-12` of a task, `HOME` of a project. */
  key: z.string().nullable(),
  /** Where it was; null for a label. */
  projectId: outId<ProjectId>().nullable(),
  projectName: z.string().nullable(),
  /** What the caller may do in that project. */
  right: z.enum(projectRights).nullable(),
  deletedAt: z.string(),
  deletedBy: outId<UserId>().nullable(),
  /** Days until it is purged, a begun one counted; 0 where that is about to happen. */
  daysLeft: z.int(),
  /** True where the caller may purge it. */
  purgeable: z.boolean(),
});

/** Newest first. */
export const trashListInput = z.strictObject({
  ...inWorkspace,
  /** A part of the name, whatever the case of its letters, or a key. */
  text: z.string().trim().max(200).optional(),
  ...pageFields(100, 50),
});
export type TrashListInput = z.output<typeof trashListInput>;
/**
 * `purgeable` counts what emptying the trash would purge; null on the pages after the first. Of a long trash only what
 * was deleted last is counted: then `countedAll` is false.
 */
export const trashListOutput = pageOf(trashItem).extend({
  purgeable: z.int().nullable(),
  countedAll: z.boolean(),
});
export type TrashListOutput = z.output<typeof trashListOutput>;

export const trashPurgeInput = z.strictObject({
  ...inWorkspace,
  entity: z.enum(trashEntities),
  id: id<Id<'trash'>>(),
  ...writeFields,
});
export type TrashPurgeInput = z.output<typeof trashPurgeInput>;

export const trashEmptyInput = z.strictObject({
  ...inWorkspace,
  /** Leaves what was deleted after this: what the caller had not seen when they were asked. */
  until: instantInput.optional(),
  ...writeFields,
});
export type TrashEmptyInput = z.output<typeof trashEmptyInput>;

/** How many things that lay in the trash are gone for ever, each with all that hung below it. */
export const trashPurgeOutput = z.object({ purged: z.int() });
export type TrashPurgeOutput = z.output<typeof trashPurgeOutput>;
