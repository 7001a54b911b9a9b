import { and, eq } from 'drizzle-orm';
import { imports } from '../../db/schema/changes.ts';
import { membership } from '../auth/membership.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ImportId, WorkspaceId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError, notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';

const columns = {
  workspaceId: imports.workspaceId,
  id: imports.id,
  userId: imports.userId,
  format: imports.format,
  state: imports.state,
  groupId: imports.groupId,
  ledger: imports.ledger,
  done: imports.done,
  total: imports.total,
  error: imports.error,
  createdAt: imports.createdAt,
  finishedAt: imports.finishedAt,
};

export type ImportRef = { importId: ImportId; workspaceId?: WorkspaceId | undefined };

async function findImport(ctx: Ctx, { importId, workspaceId }: ImportRef) {
  const [row] = await ctx.db
    .select(columns)
    .from(imports)
    .where(
      and(
        eq(imports.id, importId),
        workspaceId === undefined ? undefined : eq(imports.workspaceId, workspaceId),
      ),
    );
  return row;
}

export type ImportRow = NonNullable<Awaited<ReturnType<typeof findImport>>>;

/** The caller's own import, with the proof that they may do this in its workspace. @throws NOT_FOUND */
export async function getImportRow(
  ctx: Ctx,
  ref: ImportRef,
  action: Action,
): Promise<{ row: ImportRow; member: Member }> {
  const userId = 'userId' in ctx.principal ? ctx.principal.userId : null;
  const row = await findImport(ctx, ref);
  if (!row || row.userId !== userId) throw notFound('import');
  const member = await membership.prove(ctx, row.workspaceId, action).catch((error: unknown) => {
    // Whoever may not know the workspace may not know the import either.
    throw error instanceof CairnError && error.code === 'NOT_FOUND' ? notFound('import') : error;
  });
  return { row, member };
}

/** The member's own import as it is under the workspace's write lock. @throws NOT_FOUND */
export async function getImportForUpdate(ctx: WriteCtx, importId: ImportId): Promise<ImportRow> {
  const row = await findImport(ctx, { importId, workspaceId: ctx.member.workspaceId });
  if (!row || row.userId !== ctx.member.userId) throw notFound('import');
  return row;
}
