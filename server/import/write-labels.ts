import { and, eq } from 'drizzle-orm';
import { labels } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import { createLabel } from '../label/create-label.ts';
import { listImportedLabels } from './list-imported-labels.ts';
import type { StagedItem } from './list-staged-items.ts';
import type { Step } from './open-step.ts';

/** Makes the labels that the workspace does not have. One of the same name serves, whoever made it. */
export async function writeLabels(
  w: WriteCtx,
  { step, items }: { step: Step; items: StagedItem<'label'>[] },
): Promise<void> {
  const { row } = step;
  const { workspaceId } = row;
  const known = await listImportedLabels(
    w,
    row,
    items.map((item) => item.sourceId),
  );
  for (const item of items) {
    if (!step.takes(item)) return;
    if (known.has(item.sourceId)) continue;
    // A deleted label keeps its place in the index of sources; the one that takes over bears it from now on.
    const source = and(eq(labels.source, row.format), eq(labels.sourceId, item.sourceId));
    await w.db
      .update(labels)
      .set({ source: null, sourceId: null })
      .where(and(eq(labels.workspaceId, workspaceId), source));
    const made = await createLabel(w, { workspaceId, ...item.data });
    await w.db
      .update(labels)
      .set({ source: row.format, sourceId: item.sourceId })
      .where(and(eq(labels.workspaceId, workspaceId), eq(labels.id, made.id)));
  }
}
