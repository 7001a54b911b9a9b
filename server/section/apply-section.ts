import { and, eq } from 'drizzle-orm';
import { sections } from '../../db/schema/workspaces.ts';
import { difference } from '../changes/difference.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import { keepSectionOrder } from './keep-section-order.ts';
import type { SectionRow } from './rows.ts';

export type SectionPatch = Partial<Pick<SectionRow, 'name' | 'order' | 'deletedAt'>>;

export type SectionEdit = { row: SectionRow; type: ChangeType; patch: SectionPatch };

/**
 * Sets what differs, counts the version up and records the change. An edit that changes nothing leaves no trace.
 * @returns the section as it is now
 */
export async function applySection(
  w: WriteCtx,
  record: Record,
  edit: SectionEdit,
): Promise<SectionRow> {
  const { row, type } = edit;
  const patch = await placed(w, edit);
  const changed = difference(row, patch);
  if (!changed) return row;
  const version = row.version + 1;
  await w.db
    .update(sections)
    .set({ ...patch, version, updatedAt: w.now })
    .where(and(eq(sections.workspaceId, row.workspaceId), eq(sections.id, row.id)));
  record({ type, entityId: row.id, projectId: row.projectId, ...changed });
  return { ...row, ...patch, version, updatedAt: w.now };
}

/** The edit, with an order key that no other has where the section comes to stand somewhere. */
async function placed(w: WriteCtx, { row, patch }: SectionEdit): Promise<SectionPatch> {
  const next = { ...row, ...patch };
  const comes = row.deletedAt !== null || row.order !== next.order;
  if (next.deletedAt !== null || !comes) return patch;
  return { ...patch, order: await keepSectionOrder(w, next) };
}
