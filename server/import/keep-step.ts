import { and, eq, inArray } from 'drizzle-orm';
import { importItems, imports } from '../../db/schema/changes.ts';
import type { WriteCtx } from '../changes/write.ts';
import { limits } from './formats/limits.ts';
import { cutText, oneLine } from './formats/text.ts';
import type { StagedItem } from './list-staged-items.ts';
import type { LeftOut, Step } from './open-step.ts';
import type { Ledger } from './schema.ts';

/**
 * Notes how far the import is, in the transaction of the step itself. What the step left out goes into the ledger
 * and is forgotten otherwise, so that the next import of the same thing tries it again.
 */
export async function keepStep(w: WriteCtx, { row, taken, leftOut }: Step): Promise<void> {
  const { workspaceId, id } = row;
  if (leftOut.length > 0) {
    const ordinals = leftOut.map(({ item }) => item.ordinal);
    await w.db
      .delete(importItems)
      .where(
        and(
          eq(importItems.workspaceId, workspaceId),
          eq(importItems.importId, id),
          inArray(importItems.ordinal, ordinals),
        ),
      );
  }
  await w.db
    .update(imports)
    .set({
      done: taken.at(-1)?.ordinal ?? row.done,
      ...(leftOut.length > 0 ? { ledger: withLeftOut(row.ledger as Ledger, leftOut) } : {}),
    })
    .where(and(eq(imports.workspaceId, workspaceId), eq(imports.id, id)));
}

function withLeftOut(ledger: Ledger, leftOut: LeftOut[]): Ledger {
  const lines = leftOut.map(({ item, reason }) => ({
    what: item.kind,
    title: titleOf(item),
    reason,
  }));
  return {
    ...ledger,
    skipped: [...ledger.skipped, ...lines].slice(0, limits.skippedListed),
    skippedTotal: ledger.skippedTotal + leftOut.length,
  };
}

function titleOf({ data }: StagedItem): string {
  const text = Object.entries(data).find(([field]) => /^(title|name|body)$/.test(field))?.[1];
  return cutText(oneLine(String(text)), limits.name);
}
