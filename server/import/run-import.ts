import { and, eq } from 'drizzle-orm';
import { importItems, imports } from '../../db/schema/changes.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { keepAdvancing } from './keep-advancing.ts';
import { importOutputOf } from './rows.ts';
import type { ImportOutput, ImportRunInput } from './schema.ts';
import { getImportForUpdate, getImportRow } from './scope.ts';
import type { ImportRow } from './scope.ts';

/**
 * Begins to write a previewed import, or goes on with one that failed. Answers at once; `import.get` tells how
 * far it is. An import that runs or is done answers as it is.
 * @throws CONFLICT for one that was taken back or is still being read
 */
export async function runImport(ctx: Ctx, input: ImportRunInput): Promise<ImportOutput> {
  const { row } = await getImportRow(ctx, input, 'import.run');
  const { workspaceId, groupId } = row;
  const options = {
    action: 'import.run',
    input: { ...input, workspaceId },
    guard: membership,
    groupId,
  } as const;
  const answer = await write(ctx, options, async (w) => {
    const now = await getImportForUpdate(w, row.id);
    if (now.state === 'previewing')
      throw new CairnError('CONFLICT', 'This file is still being read.');
    if (now.state === 'undoing' || now.state === 'undone') {
      throw new CairnError('CONFLICT', 'This import was taken back. Preview the file again.');
    }
    const begins = now.state === 'previewed' || now.state === 'failed';
    const patch = begins
      ? ({ state: 'running', error: null, total: await countItems(w, now) } as const)
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

async function countItems(w: WriteCtx, row: ImportRow): Promise<number> {
  return w.db.$count(
    importItems,
    and(eq(importItems.workspaceId, row.workspaceId), eq(importItems.importId, row.id)),
  );
}
