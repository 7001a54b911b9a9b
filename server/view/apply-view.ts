import { and, eq } from 'drizzle-orm';
import { savedViews } from '../../db/schema/views.ts';
import { difference } from '../changes/difference.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import { chooseViewAudience } from './choose-view-audience.ts';
import { keepViewOrder } from './keep-view-order.ts';
import type { ViewRow } from './rows.ts';

export type ViewPatch = Partial<
  Omit<ViewRow, 'id' | 'workspaceId' | 'version' | 'createdBy' | 'createdAt' | 'updatedAt'>
>;

export type ViewEdit = { row: ViewRow; type: ChangeType; patch: ViewPatch };

/**
 * Sets what differs, counts the version up and records the change for those who see the view. An edit that changes
 * nothing leaves no trace.
 * @returns the view as it is now
 */
export async function applyView(w: WriteCtx, record: Record, edit: ViewEdit): Promise<ViewRow> {
  const { row, type } = edit;
  const patch = await placed(w, edit);
  const changed = difference(row, patch);
  if (!changed) return row;
  const version = row.version + 1;
  await w.db
    .update(savedViews)
    .set({ ...patch, version, updatedAt: w.now })
    .where(and(eq(savedViews.workspaceId, row.workspaceId), eq(savedViews.id, row.id)));
  const next = { ...row, ...patch, version, updatedAt: w.now };
  record({ type, entityId: row.id, ...chooseViewAudience(row, next), ...changed });
  return next;
}

/** The edit, with an order key that no other has where the view comes to stand somewhere. */
async function placed(w: WriteCtx, { row, patch }: ViewEdit): Promise<ViewPatch> {
  const next = { ...row, ...patch };
  const comes = row.deletedAt !== null || row.order !== next.order;
  if (next.deletedAt !== null || !comes) return patch;
  return { ...patch, order: await keepViewOrder(w, next) };
}
