import { and, eq, isNull, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { savedViews } from '../../db/schema/views.ts';
import { expectVersion } from '../changes/expect-version.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ViewId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { forbidden, notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import type { ForUpdate } from '../project/scope.ts';
import { mayChangeView } from './policy.ts';
import { viewColumns, viewOutputOf } from './rows.ts';
import type { ViewRow } from './rows.ts';
import type { ViewOutput } from './schema.ts';

/** SQL: true where the member sees the row of `saved_views` in the same query, be it deleted or not. */
export function viewVisible({ userId, role }: Member): SQL {
  if (bug('view-tells-all')) return sql`true`;
  const isShown = role === 'guest' ? sql`false` : sql`true`;
  return sql`CASE WHEN ${savedViews.isShared} THEN ${isShown} ELSE ${savedViews.createdBy} = ${userId} END`;
}

/** The views that the member sees, in their order. */
export async function listViewRows(ctx: Ctx, member: Member): Promise<ViewOutput[]> {
  return ctx.db
    .select(viewColumns)
    .from(savedViews)
    .where(
      and(
        eq(savedViews.workspaceId, member.workspaceId),
        isNull(savedViews.deletedAt),
        viewVisible(member),
      ),
    )
    .orderBy(savedViews.order, savedViews.id);
}

async function findView(ctx: Ctx, member: Member, viewId: ViewId): Promise<ViewRow | undefined> {
  const [row] = await ctx.db
    .select({ ...viewColumns, deletedAt: savedViews.deletedAt })
    .from(savedViews)
    .where(
      and(
        eq(savedViews.workspaceId, member.workspaceId),
        eq(savedViews.id, viewId),
        viewVisible(member),
      ),
    );
  return row;
}

/** A view that the member sees, or NOT_FOUND. */
export async function getViewRow(ctx: Ctx, member: Member, viewId: ViewId): Promise<ViewOutput> {
  const row = await findView(ctx, member, viewId);
  if (!row || row.deletedAt !== null) throw notFound('view');
  return viewOutputOf(row);
}

/**
 * A view that the member sees and may change.
 * @throws NOT_FOUND, FORBIDDEN, or CONFLICT with the present state when `expectedVersion` is not its version
 */
export async function getViewForUpdate(
  ctx: WriteCtx,
  viewId: ViewId,
  options: ForUpdate = {},
): Promise<ViewRow> {
  const row = await findView(ctx, ctx.member, viewId);
  if (!row || (row.deletedAt !== null) !== (options.deleted ?? false)) throw notFound('view');
  if (!mayChangeView(ctx.member, row))
    throw forbidden('Whoever made it, owners and admins change a shared view.');
  const current = viewOutputOf(row);
  expectVersion(row, { what: 'view', version: options.expectedVersion, current });
  return row;
}
