import { and, eq } from 'drizzle-orm';
import { changes, imports } from '../../db/schema/changes.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { keepAdvancing } from './keep-advancing.ts';
import { importOutputOf } from './rows.ts';
import type { ImportOutput, ImportUndoInput } from './schema.ts';
import { getImportForUpdate, getImportRow } from './scope.ts';
import type { ImportRow } from './scope.ts';

/**
 * Begins to take an import back, also one that runs or failed: what it made goes, what it changed gets its old
 * values where they were not changed since. Answers at once; `import.get` tells how far it is.
 * @throws CONFLICT for one that was never run
 */
export async function undoImport(ctx: Ctx, input: ImportUndoInput): Promise<ImportOutput> {
  const { row } = await getImportRow(ctx, input, 'import.undo');
  const { workspaceId } = row;
  const options = {
    action: 'import.undo',
    input: { ...input, workspaceId },
    guard: membership,
  } as const;
  const answer = await write(ctx, options, async (w) => {
    const now = await getImportForUpdate(w, row.id);
    if (now.state === 'previewing' || now.state === 'previewed') {
      throw new CairnError(
        'CONFLICT',
        'This import was not run, so there is nothing to take back.',
      );
    }
    const begins = now.state !== 'undoing' && now.state !== 'undone';
    const patch = begins
      ? ({ state: 'undoing', error: null, done: 0, total: await countChanges(w, now) } as const)
      : {};
    if (begins) {
      await w.db
        .update(imports)
        .set(patch)
        .where(and(eq(imports.workspaceId, workspaceId), eq(imports.id, row.id)));
    }
    return importOutputOf(w, w.member, { ...now, ...patch });
  });
  keepAdvancing(ctx.runtime, row);
  return answer;
}

async function countChanges(w: WriteCtx, row: ImportRow): Promise<number> {
  return w.db.$count(
    changes,
    and(eq(changes.workspaceId, row.workspaceId), eq(changes.groupId, row.groupId)),
  );
}
