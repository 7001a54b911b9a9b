import { desc, eq } from 'drizzle-orm';
import { projectMembers, projects } from '../../db/schema/workspaces.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId } from '../domain/ids.ts';
import { rankBetween } from '../domain/rank.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { deriveProjectKey } from './derive-project-key.ts';
import { chooseFreeKey } from './choose-free-key.ts';
import { refuseInboxKey } from './refuse-inbox-key.ts';
import { projectOutputOf } from './rows.ts';
import type { ProjectCreateInput, ProjectOutput } from './schema.ts';
import { getProjectForUpdate } from './scope.ts';

/**
 * Makes a project, last among the workspace's; its key from its name unless sent. A private one is its maker's.
 * @throws CONFLICT naming `key` when another project has it
 */
export async function createProject(ctx: Ctx, input: ProjectCreateInput): Promise<ProjectOutput> {
  return write(ctx, { action: 'project.create', input, guard: membership }, async (w, record) => {
    const { workspaceId, name, colour } = input;
    refuseInboxKey(input.key, ['key']);
    const projectId = input.id ?? newId<ProjectId>(w.runtime.clock);
    await w.db.insert(projects).values({
      workspaceId,
      id: projectId,
      name,
      key: input.key ?? (await chooseFreeKey(w, deriveProjectKey(name))),
      colour,
      isPrivate: input.private,
      order: await lastOrder(w),
      createdBy: w.member.userId,
      createdAt: w.now,
      updatedAt: w.now,
    });
    if (input.private) {
      const { userId } = w.member;
      await w.db.insert(projectMembers).values({ workspaceId, projectId, userId, right: 'write' });
    }
    const row = await getProjectForUpdate(w, projectId);
    const { key, isPrivate, order } = row;
    const after = { name, key, colour, isPrivate, order };
    record({ type: 'project.created', entityId: projectId, projectId, after });
    return projectOutputOf(row, w.member);
  });
}

async function lastOrder(w: WriteCtx): Promise<string> {
  const [last] = await w.db
    .select({ order: projects.order })
    .from(projects)
    .where(eq(projects.workspaceId, w.member.workspaceId))
    .orderBy(desc(projects.order))
    .limit(1);
  return rankBetween(last?.order ?? null, null);
}
