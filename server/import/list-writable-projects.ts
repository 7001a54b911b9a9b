import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { projects } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId } from '../domain/ids.ts';
import { rightOnProject } from '../project/scope.ts';

/** Those of the projects in which the person may write now. */
export async function listWritableProjects(
  w: WriteCtx,
  projectIds: Iterable<ProjectId>,
): Promise<Set<ProjectId>> {
  const ids = [...new Set(projectIds)];
  if (ids.length === 0) return new Set();
  const found = await w.db
    .select({ id: projects.id })
    .from(projects)
    .where(
      and(
        eq(projects.workspaceId, w.member.workspaceId),
        inArray(projects.id, ids),
        isNull(projects.deletedAt),
        sql`${rightOnProject(w.member)} = 'write'`,
      ),
    );
  return new Set(found.map((project) => project.id));
}
