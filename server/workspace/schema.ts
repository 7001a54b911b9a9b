import * as z from 'zod';
import { roles } from '../domain/enums.ts';
import { editFields, inWorkspace, line, outId, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { ProjectId, UserId, WorkspaceId } from '../domain/ids.ts';

export const workspaceOutput = z.object({
  id: outId<WorkspaceId>(),
  name: z.string(),
  isPersonal: z.boolean(),
  /** The caller's role here, and their inbox. */
  role: z.enum(roles),
  inboxId: outId<ProjectId>(),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type WorkspaceOutput = z.output<typeof workspaceOutput>;

export const workspaceCreateInput = z.strictObject({
  id: id<WorkspaceId>().optional(),
  name: line(100),
  ...writeFields,
});
export type WorkspaceCreateInput = z.output<typeof workspaceCreateInput>;

export const workspaceListInput = z.strictObject({}).optional();
export const workspaceListOutput = z.object({ items: z.array(workspaceOutput) });

export const workspaceGetInput = z.strictObject({ ...inWorkspace });
export type WorkspaceGetInput = z.output<typeof workspaceGetInput>;

/** The workspace with the people in it whom the caller may know. */
export const workspaceGetOutput = workspaceOutput.extend({
  members: z.array(
    z.object({
      id: outId<UserId>(),
      name: z.string(),
      role: z.enum(roles),
      removedAt: z.string().nullable(),
    }),
  ),
});
export type WorkspaceGetOutput = z.output<typeof workspaceGetOutput>;

export const workspaceUpdateInput = z.strictObject({
  ...inWorkspace,
  set: z.strictObject({ name: line(100).optional() }),
  ...editFields,
});
export type WorkspaceUpdateInput = z.output<typeof workspaceUpdateInput>;

export const workspaceTransferInput = z.strictObject({
  ...inWorkspace,
  userId: id<UserId>(),
  ...writeFields,
});
export type WorkspaceTransferInput = z.output<typeof workspaceTransferInput>;

export const workspaceDeleteInput = z.strictObject({ ...inWorkspace, ...editFields });
export type WorkspaceDeleteInput = z.output<typeof workspaceDeleteInput>;
export const workspaceDeleteOutput = z.object({
  id: outId<WorkspaceId>(),
  deleted: z.literal(true),
});
