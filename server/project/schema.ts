import * as z from 'zod';
import { labelColours, projectRights, roles } from '../domain/enums.ts';
import { editFields, inWorkspace, line, outId, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { ProjectId, UserId, WorkspaceId } from '../domain/ids.ts';

export const projectKey = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9]{1,9}$/, 'must be 2 to 10 Latin letters and digits, a letter first');

/** The key of every inbox, and of nothing else. */
export const inboxKey = 'IN';

export const projectOutput = z.object({
  id: outId<ProjectId>(),
  workspaceId: outId<WorkspaceId>(),
  name: z.string(),
  key: z.string(),
  colour: z.enum(labelColours),
  isPrivate: z.boolean(),
  /** True for the caller's own inbox. */
  isInbox: z.boolean(),
  /** What the caller may do with the tasks in it. */
  right: z.enum(projectRights),
  order: z.string(),
  version: z.int(),
  createdBy: outId<UserId>().nullable(),
  importedAuthor: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  archivedAt: z.string().nullable(),
  /** Tasks in it that are open; null in the answer to a write. */
  openCount: z.int().nullable(),
});
export type ProjectOutput = z.output<typeof projectOutput>;

export const projectCreateInput = z.strictObject({
  ...inWorkspace,
  id: id<ProjectId>().optional(),
  name: line(100),
  /** Made from the name when left out. */
  key: projectKey.optional(),
  colour: z.enum(labelColours).default('grey'),
  private: z.boolean().default(false),
  ...writeFields,
});
export type ProjectCreateInput = z.output<typeof projectCreateInput>;

export const projectListInput = z.strictObject({
  ...inWorkspace,
  archived: z.boolean().default(false),
});
export type ProjectListInput = z.output<typeof projectListInput>;
export const projectListOutput = z.object({ items: z.array(projectOutput) });

const projectRef = { ...inWorkspace, projectId: id<ProjectId>() };

export const projectGetInput = z.strictObject(projectRef);
export type ProjectGetInput = z.output<typeof projectGetInput>;

export const projectUpdateInput = z.strictObject({
  ...projectRef,
  set: z.strictObject({
    name: line(100).optional(),
    key: projectKey.optional(),
    colour: z.enum(labelColours).optional(),
  }),
  ...editFields,
});
export type ProjectUpdateInput = z.output<typeof projectUpdateInput>;

/** `archived: false` takes it out of the archive. */
export const projectArchiveInput = z.strictObject({
  ...projectRef,
  archived: z.boolean().default(true),
  ...editFields,
});
export type ProjectArchiveInput = z.output<typeof projectArchiveInput>;

export const projectDeleteInput = z.strictObject({ ...projectRef, ...editFields });
export type ProjectDeleteInput = z.output<typeof projectDeleteInput>;
export const projectDeleteOutput = z.object({
  id: outId<ProjectId>(),
  deletedAt: z.string(),
  version: z.int(),
});

export const projectListMembersInput = z.strictObject(projectRef);
export type ProjectListMembersInput = z.output<typeof projectListMembersInput>;

export const projectMemberOutput = z.object({
  userId: outId<UserId>(),
  name: z.string(),
  role: z.enum(roles),
  right: z.enum(projectRights),
  /** True where they were given this right; false where the project is open to them as to every member. */
  own: z.boolean(),
});
export type ProjectMemberOutput = z.output<typeof projectMemberOutput>;
export const projectListMembersOutput = z.object({ items: z.array(projectMemberOutput) });

const personOnProject = { ...projectRef, userId: id<UserId>() };

export const projectShareInput = z.strictObject({
  ...personOnProject,
  right: z.enum(projectRights),
  ...writeFields,
});
export type ProjectShareInput = z.output<typeof projectShareInput>;

export const projectUnshareInput = z.strictObject({ ...personOnProject, ...writeFields });
export type ProjectUnshareInput = z.output<typeof projectUnshareInput>;
export const projectUnshareOutput = z.object({
  projectId: outId<ProjectId>(),
  userId: outId<UserId>(),
  unshared: z.literal(true),
});
export type ProjectUnshareOutput = z.output<typeof projectUnshareOutput>;

export const projectSetPrivateInput = z.strictObject({
  ...projectRef,
  private: z.boolean(),
  ...editFields,
});
export type ProjectSetPrivateInput = z.output<typeof projectSetPrivateInput>;

export const projectListPrivateInput = z.strictObject({ ...inWorkspace });
export type ProjectListPrivateInput = z.output<typeof projectListPrivateInput>;

/** All that owners and admins are told of a private project that they are not in. */
export const privateProjectOutput = z.object({
  id: outId<ProjectId>(),
  name: z.string(),
  key: z.string(),
  memberCount: z.int(),
  createdBy: outId<UserId>().nullable(),
});
export type PrivateProjectOutput = z.output<typeof privateProjectOutput>;
export const projectListPrivateOutput = z.object({ items: z.array(privateProjectOutput) });

export const projectTakeOverInput = z.strictObject({ ...projectRef, ...writeFields });
export type ProjectTakeOverInput = z.output<typeof projectTakeOverInput>;

export const projectRestoreInput = z.strictObject({ ...projectRef, ...editFields });
export type ProjectRestoreInput = z.output<typeof projectRestoreInput>;
