import { and, desc, eq, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import { changes } from '../../db/schema/changes.ts';
import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import { cursorsOf } from '../platform/page.ts';
import type { Page } from '../platform/page.ts';
import { readStale } from '../platform/read-stale.ts';
import type { Member } from '../platform/member.ts';
import { changeColumns, changeOf, changeOutputOf } from './rows.ts';
import type { ChangeListInput, ChangeOutput } from './schema.ts';
import { changeVisible, requireHistory, sidesOf } from './scope.ts';

/** A page reads at most this many times its length, so that a log of which little is visible stays cheap. */
const patience = 50;

const cursorShape = z.tuple([z.int(), z.int().min(0).max(32_767)]);
const cursors = cursorsOf('change.list');

/**
 * One keyset page of what happened, newest first, as far as the caller sees it. A page can be short, even empty,
 * and still have a cursor: the history ends where `nextCursor` is null.
 */
export async function listChanges(ctx: Ctx, input: ChangeListInput): Promise<Page<ChangeOutput>> {
  const member = await proveMember(ctx, input.workspaceId, 'change.list');
  if (input.projectId) await requireHistory(ctx, member, input.projectId);
  const rows = await readStale(ctx, input, (on) => readPage(on, member, input));
  const shown = rows.filter((row) => row.isWanted).slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : rows.find((row) => row.isEnd);
  return {
    items: shown.map(({ seesTo, seesFrom, isWanted: _wanted, isEnd: _end, ...row }) =>
      changeOutputOf(changeOf(row), { seesTo, seesFrom, now: ctx.now }),
    ),
    nextCursor: last ? cursors.seal(ctx, [last.seq, last.n]) : null,
  };
}

/**
 * The page and one row more. The last row that a page may read comes along whether it is wanted or not: there the
 * next page goes on.
 */
function readPage(ctx: Ctx, member: Member, input: ChangeListInput) {
  const wanted = and(...filters(input), changeVisible(member));
  const isEnd = sql<boolean>`place.nth = ${patience * input.limit}`;
  const isWanted = sql<boolean>`asked.yes IS NOT NULL`;
  return (
    ctx.db
      .select({ ...changeColumns, ...sidesOf(member), isEnd, isWanted })
      .from(candidates(input, beforeCursor(ctx, input.cursor)))
      .innerJoin(changes, inPlace(input))
      // The offset keeps this one question a row, so that the range is read no further than the page.
      .leftJoin(sql`LATERAL (SELECT true AS yes WHERE ${wanted} OFFSET 0) asked`, sql`true`)
      .where(sql`${isEnd} OR ${isWanted}`)
      .orderBy(desc(changes.seq), desc(changes.n))
      .limit(input.limit + 1)
  );
}

/** SQL: the places of the range's rows, newest first and numbered, as many as a page may read. */
function candidates(input: ChangeListInput, before: SQL | undefined): SQL {
  const ranges = rangesOf(input, before).map((range) => newest(sql`${changes}`, and(...range)));
  const all = newest(sql`(${sql.join(ranges, sql` UNION ALL `)}) ${changes}`);
  return sql`(SELECT seq, n, row_number() OVER (ORDER BY seq DESC, n DESC) AS nth FROM ${all} newest) place`;

  function newest(from: SQL, where?: SQL): SQL {
    return sql`(SELECT ${changes.seq}, ${changes.n} FROM ${from} WHERE ${where ?? sql`true`}
      ORDER BY ${changes.seq} DESC, ${changes.n} DESC LIMIT ${patience * input.limit})`;
  }
}

/** Each is one range of an index; a project's history is of what is in it and of what has left it. */
function rangesOf(
  { workspaceId, taskId, projectId }: ChangeListInput,
  before: SQL | undefined,
): (SQL | undefined)[][] {
  const tenant = eq(changes.workspaceId, workspaceId);
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

function beforeCursor(ctx: Ctx, cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [seq, n] = cursors.open(ctx, cursor, cursorShape);
  return sql`(${changes.seq}, ${changes.n}) < (${seq}, ${n})`;
}
