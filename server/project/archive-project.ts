import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyProject } from './apply-project.ts';
import { projectOutputOf } from './rows.ts';
import type { ProjectArchiveInput, ProjectOutput } from './schema.ts';
import { getProjectForUpdate } from './scope.ts';

/** Puts a project away, or takes it out again. One that is there already answers as it is. */
export async function archiveProject(ctx: Ctx, input: ProjectArchiveInput): Promise<ProjectOutput> {
  return write(ctx, { action: 'project.archive', input, guard: membership }, async (w, record) => {
    const row = await getProjectForUpdate(w, input.projectId, input);
    const archivedAt = input.archived ? (row.archivedAt ?? w.now) : null;
    const edit = { row, type: 'project.archived', patch: { archivedAt } } as const;
    return projectOutputOf(await applyProject(w, record, edit), w.member);
  });
}
