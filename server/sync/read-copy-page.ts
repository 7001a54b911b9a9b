import { and, sql } from 'drizzle-orm';
import { given, preparedRead } from '../../db/read-prepared.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { taskVisible } from '../task/scope.ts';
import { phasesOf } from './copy-phases.ts';
import type { Part } from './copy-phases.ts';

type Shape = { part: Part; phase: number; continues: boolean };

/** Rows as JSON, null where none of those read is the member's, and the last that was read, if the range goes on. */
export type CopyPage = { items: string | null; end: { key: string; id: string } | null };

type Asked = {
  shape: Shape;
  workspaceId: string;
  projectId: string | undefined;
  sectionId: string | undefined;
  taskId: string | undefined;
  after: { key: string; id: string } | null;
  limit: number;
};

/** Bytes of long texts after which a page ends early: in JSON a byte of them is six at the worst. */
const longest = 4_000_000;

/** Reads one page of a phase in one statement. A page is of so many rows of the range, seen or not: it is never long. */
export async function readCopyPage(
  ctx: Ctx,
  { userId, role }: Member,
  { shape, after, limit, ...where }: Asked,
): Promise<CopyPage> {
  const values = {
    ...where,
    userId,
    role,
    limit,
    longest,
    afterKey: after?.key,
    afterId: after?.id,
  };
  const [page] = await readPage(ctx.db, shape, values);
  if (!page) throw new Error('a page is one row, whatever is on it');
  const { items, goesOn, key, id } = page;
  return { items, end: goesOn && key !== null && id !== null ? { key, id } : null };
}

type Row = { items: string | null; goesOn: boolean | null; key: string | null; id: string | null };

const readPage = preparedRead<Shape, Row>((shape) => {
  const phase = phasesOf(shape.part)[shape.phase];
  if (!phase) throw new Error('there is no such phase');
  const { from, where, key, type, descending, taskId, text, joined, beside, json } = phase;
  const [direction, beyond] = descending ? [sql`DESC`, sql`<`] : [sql`ASC`, sql`>`];
  const inOrder = sql`${key} ${direction}, r.id ${direction}`;
  const viewer = { userId: given('userId'), role: given('role') };
  const visible = and(taskVisible(viewer), beside?.(viewer));
  const within = [
    sql`r.workspace_id = ${given('workspaceId')}`,
    where,
    ...(shape.continues
      ? [sql`(${key}, r.id) ${beyond} (${given('afterKey')}::${type}, ${given('afterId')}::uuid)`]
      : []),
  ];
  return sql`
    SELECT string_agg(json, ',' ORDER BY n) AS items, max(total) > count(*) OR count(*) = ${given('limit')} AS "goesOn",
      max(key) FILTER (WHERE n = last) AS key, max(id) FILTER (WHERE n = last) AS id
    FROM (
      SELECT range.n, range.key::text AS key, range.id::text AS id, range.total, max(range.n) OVER () AS last, seen.json
      FROM (
        SELECT *, count(*) OVER () AS total FROM (
          SELECT r.id, ${key} AS key, ${taskId} AS task_id, row_number() OVER (ORDER BY ${inOrder}) AS n,
            sum(octet_length(${text})) OVER (ORDER BY ${inOrder} ROWS UNBOUNDED PRECEDING) - octet_length(${text}) AS before
          FROM ${from} WHERE ${and(...within)} ORDER BY ${inOrder} LIMIT ${given('limit')}) read) range
      LEFT JOIN LATERAL (
        SELECT ${json} AS json FROM tasks
        JOIN projects ON projects.workspace_id = tasks.workspace_id AND projects.id = tasks.project_id
        ${joined}
        WHERE tasks.workspace_id = ${given('workspaceId')} AND tasks.id = range.task_id AND tasks.deleted_at IS NULL AND ${visible}
      ) seen ON true
      WHERE range.before < ${given('longest')}) page`;
});
