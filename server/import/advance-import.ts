import { and, eq, sql } from 'drizzle-orm';
import { imports } from '../../db/schema/changes.ts';
import { transaction } from '../../db/transaction.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { systemContext } from '../platform/context.ts';
import type { Ctx } from '../platform/context.ts';
import type { Runtime } from '../platform/runtime.ts';
import { keepFingerprints } from './keep-fingerprints.ts';
import { keepStep } from './keep-step.ts';
import { listStagedItems } from './list-staged-items.ts';
import { markChangedItems } from './mark-changed-items.ts';
import { openStep } from './open-step.ts';
import type { ImportRow } from './scope.ts';
import { getImportForUpdate, getImportRow } from './scope.ts';
import { undoChunk } from './undo-chunk.ts';
import { writeStagedItems } from './write-staged-items.ts';

/**
 * One step of an import that runs or is being taken back: one transaction. Where it stands is a column that the
 * transaction itself moves on, so a step that is lost is done again, and two processes at once do no harm.
 * @param size how many things it takes at most
 * @returns that number for the next step, or null when nothing is left to do
 */
export async function advanceImport(
  runtime: Runtime,
  ref: Pick<ImportRow, 'workspaceId' | 'id' | 'userId'>,
  size: number,
): Promise<number | null> {
  const ctx = systemContext(runtime, ref.userId);
  const { row } = await getImportRow(
    ctx,
    { importId: ref.id, workspaceId: ref.workspaceId },
    'import.run',
  );
  if (row.state === 'undoing') return undoChunk(ctx, row, size);
  if (row.state !== 'running') return null;
  if (row.done === 0) await markChangedItems(ctx, row);
  const items = await listStagedItems(ctx, row, size);
  if (items.length === 0) {
    await finish(ctx, row);
    return null;
  }
  const { workspaceId, groupId } = row;
  const step = await write(
    ctx,
    { action: 'import.run', input: { workspaceId }, guard: membership, groupId },
    async (w, record) => {
      const now = await getImportForUpdate(w, row.id);
      if (now.state !== 'running' || now.done !== row.done) return null;
      const begun = openStep(w, now);
      await writeStagedItems(w, record, { step: begun, items });
      await keepStep(w, begun);
      return begun;
    },
  );
  return step ? step.time.nextSize(step.taken.length) : size;
}

async function finish(ctx: Ctx, row: ImportRow): Promise<void> {
  await transaction(ctx.runtime.pool, async (db) => {
    const [running] = await db
      .update(imports)
      .set({ state: 'done', finishedAt: sql`now()` })
      .where(and(own(row), eq(imports.state, 'running')))
      .returning({ id: imports.id });
    if (running) await keepFingerprints(db, row);
  });
}

function own(row: ImportRow) {
  return and(eq(imports.workspaceId, row.workspaceId), eq(imports.id, row.id));
}
