import * as z from 'zod';
import { roles } from '../domain/enums.ts';
import { inWorkspace, outId, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { ProjectId, UserId, WorkspaceId } from '../domain/ids.ts';

export const memberOutput = z.object({
  userId: outId<UserId>(),
  name: z.string(),
  /** Null where the caller may not know it, and of people who left. */
  email: z.string().nullable(),
  role: z.enum(roles),
  joinedAt: z.string(),
  removedAt: z.string().nullable(),
});
export type MemberOutput = z.output<typeof memberOutput>;

export const memberListInput = z.strictObject({ ...inWorkspace });
export type MemberListInput = z.output<typeof memberListInput>;
export const memberListOutput = z.object({ items: z.array(memberOutput) });

const memberRef = { ...inWorkspace, userId: id<UserId>() };

export const memberSetRoleInput = z.strictObject({
  ...memberRef,
  role: z.enum(roles),
  ...writeFields,
});
export type MemberSetRoleInput = z.output<typeof memberSetRoleInput>;

export const memberRemoveInput = z.strictObject({ ...memberRef, ...writeFields });
export type MemberRemoveInput = z.output<typeof memberRemoveInput>;
export const memberRemoveOutput = z.object({
  workspaceId: outId<WorkspaceId>(),
  userId: outId<UserId>(),
  removed: z.literal(true),
});
export type MemberRemoveOutput = z.output<typeof memberRemoveOutput>;

export const memberGetLeavingInput = z.strictObject(memberRef);
export type MemberGetLeavingInput = z.output<typeof memberGetLeavingInput>;

/** What someone leaves behind: it stays, and this says how much of it. */
export const memberGetLeavingOutput = z.object({
  /** Open tasks that stay assigned to them, of those that the caller sees. */
  openAssigned: z.int(),
  /** Private projects in which only they can write; owners and admins can take them over. */
  privateProjects: z.array(z.object({ id: outId<ProjectId>(), key: z.string(), name: z.string() })),
  /** Open tasks in their inbox, which nobody else sees. */
  inboxOpen: z.int(),
});
export type MemberGetLeavingOutput = z.output<typeof memberGetLeavingOutput>;
