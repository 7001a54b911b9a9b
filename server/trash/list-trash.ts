import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import { isoInstant } from '../../db/columns.ts';
import { proveMember } from '../auth/membership.ts';
import type { ProjectRight } from '../domain/enums.ts';
import { storedInstant } from '../domain/fields.ts';
import { fold } from '../domain/fold.ts';
import type { ProjectId, UserId } from '../domain/ids.ts';
import { keptDays } from '../domain/limits.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { cursorsOf } from '../platform/page.ts';
import { mayPurge } from './policy.ts';
import { countTrash } from './count-trash.ts';
import { trashOf } from './rows.ts';
import type { TrashEntity, TrashListInput, TrashListOutput } from './schema.ts';

const uncounted = { purgeable: null, countedAll: false };
const cursorShape = z.tuple([storedInstant, z.uuid()]);
const cursors = cursorsOf('trash.list');

type Row = {
  entity: TrashEntity;
  id: string;
  name: string;
  key: string | null;
  project_id: ProjectId | null;
  project_name: string | null;
  right: ProjectRight | null;
  deleted_at: string;
  deleted_by: UserId | null;
  days_left: number;
};

/** One keyset page of what was deleted and can still be restored, as far as the caller sees it; newest first. */
export async function listTrash(ctx: Ctx, input: TrashListInput): Promise<TrashListOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'trash.list');
  const text = input.text ? fold(input.text) : undefined;
  // Who searches looks through all of it: the names of what is deleted have no index.
  const within = text === undefined ? input.limit + 1 : undefined;
  const things = trashOf(member, {
    narrow: beforeCursor(ctx, input.cursor),
    ...(within && { within }),
  });
  const like =
    text === undefined ? sql`true` : sql`(strpos(folded, ${text}) > 0 OR lower(key) = ${text})`;
  const found = await ctx.db.execute<Row>(sql`
    SELECT entity, id, name, key, project_id, project_name, "right", deleted_at::text, deleted_by,
      greatest(0, ceil(extract(epoch FROM deleted_at + ${keptDays} * interval '1 day' - now()) / 86400))::int AS days_left
    FROM ${things} things WHERE ${like} ORDER BY deleted_at DESC, id DESC LIMIT ${input.limit + 1}`);
  const items = found.rows.slice(0, input.limit).map((row) => itemOf(member, row));
  const last = found.rows.length > input.limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: last ? cursors.seal(ctx, [last.deletedAt, last.id]) : null,
    ...(input.cursor === undefined ? await countTrash(ctx, member) : uncounted),
  };
}

function itemOf(member: Member, row: Row): TrashListOutput['items'][number] {
  const { entity, id, name, key, right, project_id: projectId, deleted_by: deletedBy } = row;
  const where = { key, right, projectId, projectName: row.project_name };
  const when = { deletedAt: isoInstant(row.deleted_at), deletedBy, daysLeft: row.days_left };
  return { entity, id, name, ...where, ...when, purgeable: mayPurge(member, { right, deletedBy }) };
}

function beforeCursor(ctx: Ctx, cursor: string | undefined): (table: SQL) => SQL {
  if (cursor === undefined) return () => sql`true`;
  const [deletedAt, id] = cursors.open(ctx, cursor, cursorShape);
  return (table) =>
    sql`(${table}.deleted_at, ${table}.id) < (${deletedAt}::timestamptz, ${id}::uuid)`;
}
