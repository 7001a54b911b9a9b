import { and, sql } from 'drizzle-orm';
import { given, preparedRead } from '../../db/read-prepared.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { taskVisible } from '../task/scope.ts';
import { phasesOf } from './copy-phases.ts';

type Shape = { phase: number; inProject: boolean; continues: boolean };

/** Rows as JSON, null where none of those read is the member's, and the last that was read, if the range goes on. */
export type CopyPage = { items: string | null; end: { key: string; id: string } | null };

type Asked = {
  shape: Shape;
  workspaceId: string;
  projectId: string | undefined;
  after: { key: string; id: string } | null;
  limit: number;
};

/** Reads one page of a phase in one statement. A page is of so many rows of the range, seen or not: it is never long. */
export async function readCopyPage(
  ctx: Ctx,
  { userId, role }: Member,
  { shape, after, limit, ...where }: Asked,
): Promise<CopyPage> {
  const values = { ...where, userId, role, limit, afterKey: after?.key, afterId: after?.id };
  const [page] = await readPage(ctx.db, shape, values);
  if (!page) throw new Error('a page is one row, whatever is on it');
  const { items, read, key, id } = page;
  const goesOn = Number(read) === limit && key !== null && id !== null;
  return { items, end: goesOn ? { key, id } : null };
}

type Row = { items: string | null; read: string; key: string | null; id: string | null };

const readPage = preparedRead<Shape, Row>((shape) => {
  const phase = phasesOf(shape.inProject)[shape.phase];
  if (!phase) throw new Error('there is no such phase');
  const { from, where, key, type, descending, taskId, joined, json } = phase;
  const [direction, beyond] = descending ? [sql`DESC`, sql`<`] : [sql`ASC`, sql`>`];
  const inOrder = sql`${key} ${direction}, r.id ${direction}`;
  const visible = taskVisible({ userId: given('userId'), role: given('role') });
  const within = [
    sql`r.workspace_id = ${given('workspaceId')}`,
    where,
    ...(shape.continues
      ? [sql`(${key}, r.id) ${beyond} (${given('afterKey')}::${type}, ${given('afterId')}::uuid)`]
      : []),
  ];
  return sql`
    SELECT string_agg(json, ',' ORDER BY n) AS items, count(*) AS read,
      max(key) FILTER (WHERE n = total) AS key, max(id) FILTER (WHERE n = total) AS id
    FROM (
      SELECT range.n, range.key::text AS key, range.id::text AS id, count(*) OVER () AS total, seen.json
      FROM (
        SELECT r.id, ${key} AS key, ${taskId} AS task_id, row_number() OVER (ORDER BY ${inOrder}) AS n
        FROM ${from} WHERE ${and(...within)} ORDER BY ${inOrder} LIMIT ${given('limit')}) range
      LEFT JOIN LATERAL (
        SELECT ${json} AS json FROM tasks
        JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
        ${joined}
        WHERE tasks.workspace_id = ${given('workspaceId')} AND tasks.id = range.task_id AND tasks.deleted_at IS NULL AND ${visible}
      ) seen ON true) page`;
});
