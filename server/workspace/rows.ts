import { members, projects, workspaces } from '../../db/schema/workspaces.ts';

/** What an answer needs of `workspaces` joined to the caller's membership and inbox. */
export const workspaceColumns = {
  id: workspaces.id,
  name: workspaces.name,
  isPersonal: workspaces.isPersonal,
  role: members.role,
  inboxId: projects.id,
  version: workspaces.version,
  createdAt: workspaces.createdAt,
  updatedAt: workspaces.updatedAt,
};
