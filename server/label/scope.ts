import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { labels } from '../../db/schema/workspaces.ts';
import { expectVersion } from '../changes/expect-version.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { LabelId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { projectVisible } from '../project/scope.ts';
import type { ForUpdate, Viewer } from '../project/scope.ts';
import { labelColumns, labelOutputOf } from './rows.ts';
import type { LabelRow } from './rows.ts';
import type { LabelOutput } from './schema.ts';

/** SQL: true where the member may know the label with this id; a guest knows those used in projects they see. */
export function labelKnown(member: Member, labelId: SQL): SQL {
  if (member.role !== 'guest') return sql`true`;
  return labelUsed(member, { workspaceId: sql`${member.workspaceId}`, labelId });
}

/** SQL: true where a label is used on a task in a project that the viewer sees. */
export function labelUsed(
  viewer: Viewer,
  { workspaceId, labelId }: { workspaceId: SQL; labelId: SQL },
): SQL {
  return sql`EXISTS (
    SELECT 1 FROM task_labels tl
    JOIN tasks t ON t.workspace_id = tl.workspace_id AND t.id = tl.task_id AND t.deleted_at IS NULL
    JOIN projects ON projects.workspace_id = t.workspace_id AND projects.id = t.project_id
    WHERE tl.workspace_id = ${workspaceId} AND tl.label_id = ${labelId} AND ${projectVisible(viewer)})`;
}

/** The labels that the member may know, by name. */
export async function listLabelRows(ctx: Ctx, member: Member): Promise<LabelOutput[]> {
  return ctx.db
    .select(labelColumns)
    .from(labels)
    .where(
      and(
        eq(labels.workspaceId, member.workspaceId),
        isNull(labels.deletedAt),
        labelKnown(member, sql`${labels.id}`),
      ),
    )
    .orderBy(labels.nameFolded, labels.id);
}

/**
 * A label of the workspace, for an action that the member's role allows.
 * @throws NOT_FOUND, or CONFLICT with the present state when `expectedVersion` is not its version
 */
export async function getLabelForUpdate(
  ctx: WriteCtx,
  labelId: LabelId,
  options: ForUpdate = {},
): Promise<LabelRow> {
  const [row] = await ctx.db
    .select({ ...labelColumns, deletedAt: labels.deletedAt })
    .from(labels)
    .where(
      and(
        eq(labels.workspaceId, ctx.member.workspaceId),
        eq(labels.id, labelId),
        isNull(labels.purgingAt),
        labelKnown(ctx.member, sql`${labels.id}`),
      ),
    );
  if (!row || (row.deletedAt !== null) !== (options.deleted ?? false)) throw notFound('label');
  const current = labelOutputOf(row);
  expectVersion(row, { what: 'label', version: options.expectedVersion, current });
  return row;
}

/** Refuses labels that are deleted or that the member cannot know. */
export async function requireLabels(ctx: Ctx, member: Member, labelIds: LabelId[]): Promise<void> {
  const known = await ctx.db
    .select({ id: labels.id })
    .from(labels)
    .where(
      and(
        eq(labels.workspaceId, member.workspaceId),
        inArray(labels.id, labelIds),
        isNull(labels.deletedAt),
        labelKnown(member, sql`${labels.id}`),
      ),
    );
  if (known.length < labelIds.length) throw notFound('label');
}
