import { archiveProject } from '../project/archive-project.ts';
import { createProject } from '../project/create-project.ts';
import { deleteProject } from '../project/delete-project.ts';
import { getProject } from '../project/get-project.ts';
import { listPrivateProjects } from '../project/list-private-projects.ts';
import { listProjectMembers } from '../project/list-project-members.ts';
import { listProjects } from '../project/list-projects.ts';
import { restoreProject } from '../project/restore-project.ts';
import { setProjectPrivate } from '../project/set-project-private.ts';
import { shareProject } from '../project/share-project.ts';
import { takeOverProject } from '../project/take-over-project.ts';
import { unshareProject } from '../project/unshare-project.ts';
import { updateProject } from '../project/update-project.ts';
import * as schema from '../project/schema.ts';
import { procedure, router } from './ladder.ts';

export const projectRouter = router({
  create: procedure('project.create')
    .input(schema.projectCreateInput)
    .output(schema.projectOutput)
    .mutation(({ ctx, input }) => createProject(ctx, input)),
  list: procedure('project.list')
    .input(schema.projectListInput)
    .output(schema.projectListOutput)
    .query(({ ctx, input }) => listProjects(ctx, input)),
  get: procedure('project.get')
    .input(schema.projectGetInput)
    .output(schema.projectOutput)
    .query(({ ctx, input }) => getProject(ctx, input)),
  update: procedure('project.update')
    .input(schema.projectUpdateInput)
    .output(schema.projectOutput)
    .mutation(({ ctx, input }) => updateProject(ctx, input)),
  archive: procedure('project.archive')
    .input(schema.projectArchiveInput)
    .output(schema.projectOutput)
    .mutation(({ ctx, input }) => archiveProject(ctx, input)),
  delete: procedure('project.delete')
    .input(schema.projectDeleteInput)
    .output(schema.projectDeleteOutput)
    .mutation(({ ctx, input }) => deleteProject(ctx, input)),
  restore: procedure('project.restore')
    .input(schema.projectRestoreInput)
    .output(schema.projectOutput)
    .mutation(({ ctx, input }) => restoreProject(ctx, input)),
  listMembers: procedure('project.listMembers')
    .input(schema.projectListMembersInput)
    .output(schema.projectListMembersOutput)
    .query(({ ctx, input }) => listProjectMembers(ctx, input)),
  share: procedure('project.share')
    .input(schema.projectShareInput)
    .output(schema.projectMemberOutput)
    .mutation(({ ctx, input }) => shareProject(ctx, input)),
  unshare: procedure('project.unshare')
    .input(schema.projectUnshareInput)
    .output(schema.projectUnshareOutput)
    .mutation(({ ctx, input }) => unshareProject(ctx, input)),
  setPrivate: procedure('project.setPrivate')
    .input(schema.projectSetPrivateInput)
    .output(schema.projectOutput)
    .mutation(({ ctx, input }) => setProjectPrivate(ctx, input)),
  listPrivate: procedure('project.listPrivate')
    .input(schema.projectListPrivateInput)
    .output(schema.projectListPrivateOutput)
    .query(({ ctx, input }) => listPrivateProjects(ctx, input)),
  takeOver: procedure('project.takeOver')
    .input(schema.projectTakeOverInput)
    .output(schema.projectOutput)
    .mutation(({ ctx, input }) => takeOverProject(ctx, input)),
});
