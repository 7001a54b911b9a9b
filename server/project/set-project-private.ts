import { membership } from '../auth/membership.ts';
import type { Record } from '../changes/record.ts';
import { writeInSteps } from '../changes/write-in-steps.ts';
import type { WriteCtx } from '../changes/write.ts';
import { noteRightsChanged } from '../member/note-rights-changed.ts';
import type { Ctx } from '../platform/context.ts';
import { dropStrangers } from '../task/drop-strangers.ts';
import { applyProject } from './apply-project.ts';
import { giveRight } from './give-right.ts';
import type { Given } from './give-right.ts';
import { projectOutputOf } from './rows.ts';
import type { ProjectOutput, ProjectSetPrivateInput } from './schema.ts';
import { getProjectToShare, listProjectMemberRows } from './scope.ts';

/**
 * Makes a project private to those who have a right of their own on it, the caller among them, or opens it to the
 * members of the workspace. Who does not see it any more is taken off its tasks.
 * @throws FORBIDDEN for an inbox
 */
export async function setProjectPrivate(
  ctx: Ctx,
  input: ProjectSetPrivateInput,
): Promise<ProjectOutput> {
  const options = { action: 'project.setPrivate', input, guard: membership } as const;
  return writeInSteps(ctx, options, async (w, record) => {
    const row = await getProjectToShare(w, input.projectId, input);
    const isPrivate = input.private;
    if (row.isPrivate === isPrivate) return projectOutputOf(row, w.member);
    const { id: projectId } = row;
    const { userId } = w.member;
    if (isPrivate) await keepOwnRight(w, record, { projectId, userId, right: 'write' });
    const sees = async () => await listProjectMemberRows(w, w.member, { projectId });
    const before = await sees();
    const edit = { row, type: 'project.visibilityChanged', patch: { isPrivate } } as const;
    const now = await applyProject(w, record, edit);
    const after = await sees();
    await dropStrangers(w, record, { projectId });
    const [more, fewer] = isPrivate ? [before, after] : [after, before];
    const kept = new Set(fewer.map((person) => person.userId));
    const changed = more.map((person) => person.userId).filter((id) => !kept.has(id));
    await noteRightsChanged(w, changed);
    return projectOutputOf({ ...now, right: 'write' }, w.member);
  });
}

/** Whoever makes a project private stays in it. */
async function keepOwnRight(w: WriteCtx, record: Record, given: Given): Promise<void> {
  const { projectId, userId, right } = given;
  const [had] = await listProjectMemberRows(w, w.member, { projectId, userId });
  if (had?.own && had.right === right) return;
  await giveRight(w, given);
  const before = { userId, right: had?.right ?? null };
  record({
    type: 'project.shared',
    entityId: projectId,
    projectId,
    before,
    after: { userId, right },
  });
}
