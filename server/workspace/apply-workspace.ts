import { eq } from 'drizzle-orm';
import { workspaces } from '../../db/schema/workspaces.ts';
import { difference } from '../changes/difference.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import type { WorkspaceOutput } from './schema.ts';

export type WorkspacePatch = { name?: string | undefined; deletedAt?: string };

export type WorkspaceEdit = { row: WorkspaceOutput; type: ChangeType; patch: WorkspacePatch };

/**
 * Sets what differs, counts the version up and records the change. An edit that changes nothing leaves no trace.
 * @returns the workspace as it is now
 */
export async function applyWorkspace(
  w: WriteCtx,
  record: Record,
  edit: WorkspaceEdit,
): Promise<WorkspaceOutput> {
  const { row, type, patch } = edit;
  const changed = difference({ ...row, deletedAt: null }, patch);
  if (!changed) return row;
  const version = row.version + 1;
  await w.db
    .update(workspaces)
    .set({ ...patch, version, updatedAt: w.now })
    .where(eq(workspaces.id, row.id));
  record({ type, entityId: row.id, ...changed });
  return { ...row, name: patch.name ?? row.name, version, updatedAt: w.now };
}
