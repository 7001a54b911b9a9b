import { archiveProject } from '../project/archive-project.ts';
import { createProject } from '../project/create-project.ts';
import { deleteProject } from '../project/delete-project.ts';
import { getProject } from '../project/get-project.ts';
import { listPeople } from '../project/list-people.ts';
import { listProjects } from '../project/list-projects.ts';
import { restoreProject } from '../project/restore-project.ts';
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
  people: procedure('project.people')
    .input(schema.projectPeopleInput)
    .output(schema.projectPeopleOutput)
    .query(({ ctx, input }) => listPeople(ctx, input)),
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
});
