import type { LineNames } from '../domain/quick-add/read-line.ts';
import { rightCovers, roleAllows, scopesAllow } from '../domain/policy.ts';
import { listLabelRows } from '../label/scope.ts';
import { listMemberRows } from '../member/scope.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { listProjectRows } from '../project/scope.ts';
import { listSectionRows } from '../section/scope.ts';

/** What the names in a line can mean: what the member sees of a workspace and may add tasks to. */
export async function listLineNames(ctx: Ctx, member: Member): Promise<LineNames> {
  const [projects, sections, labels, people] = await Promise.all([
    listProjectRows(ctx, member, { archived: false }),
    listSectionRows(ctx, member, null),
    listLabelRows(ctx, member),
    listMemberRows(ctx, member),
  ]);
  const byProject = Map.groupBy(sections, ({ projectId }) => projectId as string);
  const { principal } = ctx;
  return {
    projects: projects.filter(({ right }) => rightCovers(right, 'write')),
    sectionsIn: (projectId) => byProject.get(projectId) ?? [],
    labels,
    people: people.filter(({ removedAt }) => removedAt === null),
    mayMakeLabels:
      roleAllows(member.role, 'label.create') &&
      (principal.kind !== 'token' || scopesAllow(principal.scopes, 'label.create')),
  };
}
