import { and, eq } from 'drizzle-orm';
import { projects } from '../../db/schema/workspaces.ts';
import { clausesOf } from '../domain/filter/ast.ts';
import type { Clause, Filter } from '../domain/filter/ast.ts';
import type { FilterNames } from '../domain/filter/resolve-names.ts';
import { listLabelRows } from '../label/scope.ts';
import { listMemberRows } from '../member/scope.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { projectVisible } from '../project/scope.ts';
import { listSectionRows } from '../section/scope.ts';

/** What the member sees by name, archived projects and people who left too, as far as the filter names such things. */
export async function listFilterNames(
  ctx: Ctx,
  member: Member,
  filter: Filter,
): Promise<FilterNames> {
  const kinds = new Set(clausesOf(filter).map(({ kind }) => kind));
  const asks = (...of: Clause['kind'][]) => of.some((kind) => kinds.has(kind));
  const [labels, named, people] = await Promise.all([
    asks('label') ? listLabelRows(ctx, member) : [],
    asks('project', 'key') ? listNamedProjects(ctx, member) : [],
    asks('assignee', 'author') ? listMemberRows(ctx, member) : [],
  ]);
  return {
    labels,
    projects: named,
    people: people.map(({ userId, name }) => ({ id: userId, name })),
  };
}

async function listNamedProjects(ctx: Ctx, member: Member): Promise<FilterNames['projects']> {
  const [found, sections] = await Promise.all([
    ctx.db
      .select({ id: projects.id, name: projects.name, key: projects.key })
      .from(projects)
      .where(and(eq(projects.workspaceId, member.workspaceId), projectVisible(member)))
      .orderBy(projects.order, projects.id),
    listSectionRows(ctx, member, null),
  ]);
  const inProject = Map.groupBy(sections, ({ projectId }) => projectId);
  return found.map((project) => ({ ...project, sections: inProject.get(project.id) ?? [] }));
}
