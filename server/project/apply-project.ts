import { and, eq, isNull, ne } from 'drizzle-orm';
import { projects } from '../../db/schema/workspaces.ts';
import { difference } from '../changes/difference.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import { forbidden } from '../platform/errors.ts';
import { chooseFreeKey } from './choose-free-key.ts';
import type { ProjectRow } from './scope.ts';

export type ProjectPatch = Partial<
  Pick<ProjectRow, 'name' | 'key' | 'colour' | 'isPrivate' | 'archivedAt' | 'deletedAt'>
>;

export type ProjectEdit = { row: ProjectRow; type: ChangeType; patch: ProjectPatch };

/**
 * Sets what differs, counts the version up and records the change. An edit that changes nothing leaves no trace.
 * @returns the project as it is now
 * @throws FORBIDDEN where an inbox would lose its name, key or place
 */
export async function applyProject(
  w: WriteCtx,
  record: Record,
  edit: ProjectEdit,
): Promise<ProjectRow> {
  const { row, type } = edit;
  const patch = { ...edit.patch, ...(await keyOnReturn(w, edit)) };
  const changed = difference(row, patch);
  if (!changed) return row;
  if (row.inboxOf && Object.keys(changed.after).some((field) => field !== 'colour')) {
    throw forbidden('This is an inbox: it cannot be renamed, archived or deleted.');
  }
  const version = row.version + 1;
  await w.db
    .update(projects)
    .set({ ...patch, version, updatedAt: w.now })
    .where(and(eq(projects.workspaceId, row.workspaceId), eq(projects.id, row.id)));
  record({ type, entityId: row.id, projectId: row.id, ...changed });
  return { ...row, ...patch, version, updatedAt: w.now };
}

/** A project that comes back finds its key, or takes another where one made since has it. */
async function keyOnReturn(w: WriteCtx, { row, patch }: ProjectEdit): Promise<ProjectPatch> {
  if (row.deletedAt === null || patch.deletedAt !== null) return {};
  const key = patch.key ?? row.key;
  const [other] = await w.db
    .select({ id: projects.id })
    .from(projects)
    .where(
      and(
        eq(projects.workspaceId, row.workspaceId),
        eq(projects.key, key),
        ne(projects.id, row.id),
        isNull(projects.inboxOf),
        isNull(projects.deletedAt),
      ),
    );
  return other ? { key: await chooseFreeKey(w, key) } : {};
}
