import { and, eq, isNull } from 'drizzle-orm';
import { sections } from '../../db/schema/workspaces.ts';
import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import { getProjectRow } from '../project/scope.ts';
import { sectionColumns } from './rows.ts';
import type { SectionListInput, SectionOutput } from './schema.ts';

/** The sections of a project that the caller sees, in their order. */
export async function listSections(
  ctx: Ctx,
  input: SectionListInput,
): Promise<{ items: SectionOutput[] }> {
  const member = await proveMember(ctx, input.workspaceId, 'section.list');
  const project = await getProjectRow(ctx, member, input.projectId);
  const items = await ctx.db
    .select(sectionColumns)
    .from(sections)
    .where(
      and(
        eq(sections.workspaceId, member.workspaceId),
        eq(sections.projectId, project.id),
        isNull(sections.deletedAt),
      ),
    )
    .orderBy(sections.order, sections.id);
  return { items };
}
