import { and, desc, eq, gt, lt } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { sections } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, SectionId } from '../domain/ids.ts';
import { rankBetween } from '../domain/rank.ts';
import { badField } from '../platform/errors.ts';

type Beside = { before?: SectionId | undefined; after?: SectionId | undefined };

/**
 * An order key right before or right after a section of the project; the last when neither is named.
 * Deleted sections keep their keys, so that one that comes back stands where it stood.
 */
export async function orderSection(
  w: WriteCtx,
  projectId: ProjectId,
  beside: Beside,
): Promise<string> {
  if (beside.before && beside.after) throw badField(['before'], 'send before or after, not both');
  if (beside.before) {
    const next = await orderOf(w, projectId, { field: 'before', sectionId: beside.before });
    return rankBetween(
      await nearest(w, projectId, { side: lt(sections.order, next), last: true }),
      next,
    );
  }
  if (beside.after) {
    const previous = await orderOf(w, projectId, { field: 'after', sectionId: beside.after });
    return rankBetween(
      previous,
      await nearest(w, projectId, { side: gt(sections.order, previous) }),
    );
  }
  return rankBetween(await nearest(w, projectId, { last: true }), null);
}

type Named = { field: string; sectionId: SectionId };

async function orderOf(w: WriteCtx, projectId: ProjectId, named: Named): Promise<string> {
  const [row] = await w.db
    .select({ order: sections.order, deletedAt: sections.deletedAt })
    .from(sections)
    .where(and(inProject(w, projectId), eq(sections.id, named.sectionId)));
  if (!row || row.deletedAt) throw badField([named.field], 'is not a section of this project');
  return row.order;
}

type Nearest = { side?: SQL; last?: boolean };

async function nearest(w: WriteCtx, projectId: ProjectId, at: Nearest): Promise<string | null> {
  const [row] = await w.db
    .select({ order: sections.order })
    .from(sections)
    .where(and(inProject(w, projectId), at.side))
    .orderBy(at.last ? desc(sections.order) : sections.order)
    .limit(1);
  return row?.order ?? null;
}

function inProject(w: WriteCtx, projectId: ProjectId): SQL | undefined {
  return and(eq(sections.workspaceId, w.member.workspaceId), eq(sections.projectId, projectId));
}
