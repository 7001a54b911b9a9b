import * as z from 'zod';
import { beside, editFields, inWorkspace, line, outId, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { ProjectId, SectionId, WorkspaceId } from '../domain/ids.ts';

export const sectionOutput = z.object({
  id: outId<SectionId>(),
  workspaceId: outId<WorkspaceId>(),
  projectId: outId<ProjectId>(),
  name: z.string(),
  order: z.string(),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type SectionOutput = z.output<typeof sectionOutput>;

export const sectionCreateInput = z.strictObject({
  ...inWorkspace,
  projectId: id<ProjectId>(),
  id: id<SectionId>().optional(),
  name: line(100),
  ...beside<SectionId>(),
  ...writeFields,
});
export type SectionCreateInput = z.output<typeof sectionCreateInput>;

export const sectionListInput = z.strictObject({ ...inWorkspace, projectId: id<ProjectId>() });
export type SectionListInput = z.output<typeof sectionListInput>;
export const sectionListOutput = z.object({ items: z.array(sectionOutput) });

const sectionRef = { ...inWorkspace, sectionId: id<SectionId>() };

export const sectionUpdateInput = z.strictObject({
  ...sectionRef,
  set: z.strictObject({ name: line(100).optional() }),
  ...editFields,
});
export type SectionUpdateInput = z.output<typeof sectionUpdateInput>;

export const sectionMoveInput = z.strictObject({
  ...sectionRef,
  ...beside<SectionId>(),
  ...editFields,
});
export type SectionMoveInput = z.output<typeof sectionMoveInput>;

/** The tasks in it go with it, and come back with it. */
export const sectionDeleteInput = z.strictObject({ ...sectionRef, ...editFields });
export type SectionDeleteInput = z.output<typeof sectionDeleteInput>;
export const sectionDeleteOutput = z.object({
  id: outId<SectionId>(),
  deletedAt: z.string(),
  version: z.int(),
});

export const sectionRestoreInput = z.strictObject({ ...sectionRef, ...editFields });
export type SectionRestoreInput = z.output<typeof sectionRestoreInput>;
