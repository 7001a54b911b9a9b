import { and, desc, eq, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import { changes } from '../../db/schema/changes.ts';
import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import { decodeCursor, encodeCursor } from '../platform/page.ts';
import type { Page } from '../platform/page.ts';
import { changeColumns, changeOf, changeOutputOf } from './rows.ts';
import type { ChangeListInput, ChangeOutput } from './schema.ts';
import { changeVisible, sidesOf } from './scope.ts';

/** A page reads at most this many times its length, so that a log of which little is visible stays cheap. */
const patience = 50;

const cursorShape = z.tuple([z.int(), z.int()]);

/**
 * One keyset page of what happened, newest first, as far as the caller sees it. A page can be short, even empty,
 * and still have a cursor: the history ends where `nextCursor` is null.
 */
export async function listChanges(ctx: Ctx, input: ChangeListInput): Promise<Page<ChangeOutput>> {
  const member = await proveMember(ctx, input.workspaceId, 'change.list');
  const rows = await ctx.db
    .select({ ...changeColumns, ...sidesOf(member) })
    .from(candidates(input))
    .innerJoin(changes, inPlace(input))
    .where(and(changeVisible(member), ...filters(input)))
    .orderBy(desc(changes.seq), desc(changes.n))
    .limit(input.limit + 1);
  const items = rows
    .slice(0, input.limit)
    .map(({ seesTo, seesFrom, ...row }) => changeOutputOf(changeOf(row), { seesTo, seesFrom }));
  const last = rows.length > input.limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: last ? encodeCursor([last.seq, last.n]) : await endOfPatience(ctx, input),
  };
}

/** SQL: the places of the range's rows, newest first, as many as a page may read. */
function candidates(input: ChangeListInput): SQL {
  const ranges = rangesOf(input).map((range) => newest(sql`${changes}`, and(...range)));
  return sql`${newest(sql`(${sql.join(ranges, sql` UNION ALL `)}) ${changes}`)} place`;

  function newest(from: SQL, where?: SQL): SQL {
    return sql`(SELECT ${changes.seq}, ${changes.n} FROM ${from} WHERE ${where ?? sql`true`}
      ORDER BY ${changes.seq} DESC, ${changes.n} DESC LIMIT ${patience * input.limit})`;
  }
}

/** Each is one range of an index; a project's history is of what is in it and of what has left it. */
function rangesOf({
  workspaceId,
  taskId,
  projectId,
  cursor,
}: ChangeListInput): (SQL | undefined)[][] {
  const tenant = eq(changes.workspaceId, workspaceId);
  const before = beforeCursor(cursor);
  if (taskId) return [[tenant, eq(changes.taskId, taskId), before]];
  if (!projectId) return [[tenant, before]];
  return [changes.projectId, changes.fromProjectId].map((side) => [
    tenant,
    eq(side, projectId),
    before,
  ]);
}

function inPlace({ workspaceId }: ChangeListInput): SQL {
  return sql`${changes.workspaceId} = ${workspaceId} AND ${changes.seq} = place.seq AND ${changes.n} = place.n`;
}

function filters({ projectId, actorId }: ChangeListInput): (SQL | undefined)[] {
  return [
    projectId && or(eq(changes.projectId, projectId), eq(changes.fromProjectId, projectId)),
    actorId && eq(changes.actorId, actorId),
  ];
}

function beforeCursor(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [seq, n] = decodeCursor(cursor, cursorShape);
  return sql`(${changes.seq}, ${changes.n}) < (${seq}, ${n})`;
}

/** Where reading stopped though the range goes on; null where the range ended. */
async function endOfPatience(ctx: Ctx, input: ChangeListInput): Promise<string | null> {
  const found = await ctx.db.execute<{ seq: string; n: number }>(sql`
    SELECT seq, n FROM ${candidates(input)} ORDER BY seq DESC, n DESC OFFSET ${patience * input.limit - 1}`);
  const last = found.rows[0];
  return last ? encodeCursor([Number(last.seq), last.n]) : null;
}
