import { and, eq, isNull } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { projects, sections } from '../../db/schema/workspaces.ts';
import { expectVersion } from '../changes/expect-version.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, SectionId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { projectVisible, requireRight, rightOnProject } from '../project/scope.ts';
import type { ForUpdate } from '../project/scope.ts';
import { sectionColumns, sectionOutputOf } from './rows.ts';
import type { SectionRow } from './rows.ts';
import type { SectionOutput } from './schema.ts';

const projectOfSection = and(
  eq(projects.workspaceId, sections.workspaceId),
  eq(projects.id, sections.projectId),
);

/** The living sections of projects that the member sees, and of which `which` is true. */
const seenSections = (ctx: Ctx, member: Member, which?: SQL) =>
  ctx.db
    .select(sectionColumns)
    .from(sections)
    .innerJoin(projects, projectOfSection)
    .where(
      and(
        eq(sections.workspaceId, member.workspaceId),
        isNull(sections.deletedAt),
        projectVisible(member),
        which,
      ),
    );

/** The sections of all projects that the member sees, or of one, in their order. */
export async function listSectionRows(
  ctx: Ctx,
  member: Member,
  projectId: ProjectId | null,
): Promise<SectionOutput[]> {
  const which = projectId === null ? undefined : eq(sections.projectId, projectId);
  return seenSections(ctx, member, which).orderBy(sections.order, sections.id);
}

/** A section of a project that the member sees, or NOT_FOUND. */
export async function getSectionRow(
  ctx: Ctx,
  member: Member,
  sectionId: SectionId,
): Promise<SectionOutput> {
  const [row] = await seenSections(ctx, member, eq(sections.id, sectionId));
  if (!row) throw notFound('section');
  return row;
}

/**
 * A section of a project that the member sees and on which they have the right that the running action needs.
 * @throws NOT_FOUND, FORBIDDEN, or CONFLICT with the present state when `expectedVersion` is not its version
 */
export async function getSectionForUpdate(
  ctx: WriteCtx,
  sectionId: SectionId,
  options: ForUpdate = {},
): Promise<SectionRow> {
  const { workspaceId } = ctx.member;
  const [found] = await ctx.db
    .select({
      row: { ...sectionColumns, deletedAt: sections.deletedAt },
      right: rightOnProject(ctx.member),
    })
    .from(sections)
    .innerJoin(projects, projectOfSection)
    .where(
      and(
        eq(sections.workspaceId, workspaceId),
        eq(sections.id, sectionId),
        isNull(sections.purgingAt),
        projectVisible(ctx.member),
      ),
    );
  if (!found?.right || (found.row.deletedAt !== null) !== (options.deleted ?? false)) {
    throw notFound('section');
  }
  requireRight(ctx, found.right);
  const current = sectionOutputOf(found.row);
  expectVersion(current, { what: 'section', version: options.expectedVersion, current });
  return found.row;
}
