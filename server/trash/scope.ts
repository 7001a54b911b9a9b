import { sql } from 'drizzle-orm';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectRight } from '../domain/enums.ts';
import type { ProjectId, UserId, WorkspaceId } from '../domain/ids.ts';
import { forbidden, notFound } from '../platform/errors.ts';
import { mayPurge } from './policy.ts';
import { isInPart, purgeableBy, trashOf } from './rows.ts';
import type { TrashPart } from './rows.ts';
import type { TrashEntity } from './schema.ts';

/** What is purged with all that hangs below it. */
export type Root = {
  entity: TrashEntity;
  id: string;
  workspaceId: WorkspaceId;
  projectId: ProjectId | null;
};

type Row = {
  entity: TrashEntity;
  id: string;
  project_id: ProjectId | null;
  right: ProjectRight | null;
  deleted_by: UserId | null;
};

/**
 * A thing in the trash that the member sees and may purge.
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function getTrashForUpdate(
  w: WriteCtx,
  thing: { entity: TrashEntity; id: string },
): Promise<Root> {
  const isIt = (table: unknown) => sql`${table}.id = ${thing.id}`;
  const found = await w.db.execute<Row>(sql`
    SELECT entity, id, project_id, "right", deleted_by FROM ${trashOf(w.member, { narrow: isIt })} things
    WHERE entity = ${thing.entity}`);
  const row = found.rows[0];
  if (!row) throw notFound(thing.entity);
  if (!mayPurge(w.member, { right: row.right, deletedBy: row.deleted_by }))
    throw forbidden('Only who deleted this, an owner or an admin may delete it for ever.');
  return rootOf(w, row);
}

/** The things in a part of the trash that the member may purge, oldest first. */
export async function listTrashForUpdate(
  w: WriteCtx,
  { part, most }: { part: TrashPart; most: number },
): Promise<Root[]> {
  const found = await w.db.execute<Row>(sql`
    SELECT entity, id, project_id FROM ${trashOf(w.member, { narrow: isInPart(part) })} things
    WHERE ${purgeableBy(w.member)} ORDER BY deleted_at, id LIMIT ${most}`);
  return found.rows.map((row) => rootOf(w, row));
}

function rootOf(w: WriteCtx, row: Pick<Row, 'entity' | 'id' | 'project_id'>): Root {
  const { workspaceId } = w.member;
  return { entity: row.entity, id: row.id, workspaceId, projectId: row.project_id };
}
