import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { applyProject } from './apply-project.ts';
import { refuseInboxKey } from './refuse-inbox-key.ts';
import { projectOutputOf } from './rows.ts';
import type { ProjectOutput, ProjectUpdateInput } from './schema.ts';
import { getProjectForUpdate } from './scope.ts';

/**
 * Changes only the named fields. With a changed key the keys of its tasks change; the old ones go on resolving,
 * for the log keeps them.
 * @throws CONFLICT naming `key` when another project has it; FORBIDDEN for an inbox
 */
export async function updateProject(ctx: Ctx, input: ProjectUpdateInput): Promise<ProjectOutput> {
  return write(ctx, { action: 'project.update', input, guard: membership }, async (w, record) => {
    const row = await getProjectForUpdate(w, input.projectId, input);
    if (input.set.key !== row.key) refuseInboxKey(input.set.key, ['set', 'key']);
    const edit = { row, type: 'project.updated', patch: input.set } as const;
    return projectOutputOf(await applyProject(w, record, edit), w.member);
  });
}
