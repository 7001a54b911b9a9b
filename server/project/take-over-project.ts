import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { noteRightsChanged } from '../member/note-rights-changed.ts';
import type { Ctx } from '../platform/context.ts';
import { giveRight } from './give-right.ts';
import { projectOutputOf } from './rows.ts';
import type { ProjectOutput, ProjectTakeOverInput } from './schema.ts';
import { getProjectToTakeOver } from './scope.ts';

/**
 * Gives an owner or admin the right to write in a private project of others. Its members see in its history who
 * took it over, and when.
 */
export async function takeOverProject(
  ctx: Ctx,
  input: ProjectTakeOverInput,
): Promise<ProjectOutput> {
  const options = { action: 'project.takeOver', input, guard: membership } as const;
  return write(ctx, options, async (w, record) => {
    const row = await getProjectToTakeOver(w, input.projectId);
    const taken = projectOutputOf({ ...row, right: 'write' }, w.member);
    if (row.right === 'write') return taken;
    const { id: projectId } = row;
    const { userId } = w.member;
    await giveRight(w, { projectId, userId, right: 'write' });
    const [before, after] = [
      { userId, right: row.right },
      { userId, right: 'write' },
    ];
    record({ type: 'project.takenOver', entityId: projectId, projectId, before, after });
    await noteRightsChanged(w, [userId]);
    return taken;
  });
}
