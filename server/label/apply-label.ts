import { and, eq } from 'drizzle-orm';
import { labels } from '../../db/schema/workspaces.ts';
import { difference } from '../changes/difference.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import { fold } from '../domain/fold.ts';
import type { LabelRow } from './rows.ts';

export type LabelPatch = Partial<Pick<LabelRow, 'name' | 'colour' | 'deletedAt'>>;

export type LabelEdit = { row: LabelRow; type: ChangeType; patch: LabelPatch };

/**
 * Sets what differs, counts the version up and records the change. An edit that changes nothing leaves no trace.
 * @returns the label as it is now
 * @throws CONFLICT naming `name` when another label has it, whatever the case of its letters
 */
export async function applyLabel(w: WriteCtx, record: Record, edit: LabelEdit): Promise<LabelRow> {
  const { row, type, patch } = edit;
  const changed = difference(row, patch);
  if (!changed) return row;
  const version = row.version + 1;
  const nameFolded = patch.name === undefined ? {} : { nameFolded: fold(patch.name) };
  await w.db
    .update(labels)
    .set({ ...patch, ...nameFolded, version, updatedAt: w.now })
    .where(and(eq(labels.workspaceId, row.workspaceId), eq(labels.id, row.id)));
  record({ type, entityId: row.id, ...changed });
  return { ...row, ...patch, version, updatedAt: w.now };
}
