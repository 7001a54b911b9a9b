import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import { changes } from '../../db/schema/changes.ts';
import { proveMember } from '../auth/membership.ts';
import type { GroupId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { cursorsOf } from '../platform/page.ts';
import { readStale } from '../platform/read-stale.ts';
import { describeGroups } from './describe-groups.ts';
import { nameThings } from './name-things.ts';
import type { ChangeListGroupsInput, ChangeListGroupsOutput } from './schema.ts';
import { groupVisible, requireHistory } from './scope.ts';

/** A page looks at so many writes at most, so that a log of which little is visible stays cheap. */
const patience = 1_000;

const cursorShape = z.tuple([z.int()]);
const cursors = cursorsOf('change.listGroups');

/**
 * One keyset page of what was done, newest first, a line for each group of changes and each group once, where the last
 * of it that the caller sees stands. A page can be short, even empty, and still have a cursor.
 */
export async function listChangeGroups(
  ctx: Ctx,
  input: ChangeListGroupsInput,
): Promise<ChangeListGroupsOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'change.listGroups');
  if (input.projectId) await requireHistory(ctx, member, input.projectId);
  return readStale(ctx, input, async (on) => {
    const { groupIds, next } = await readPage(on, member, input);
    const items = await describeGroups(on, member, groupIds);
    const names = await nameThings(on, member, items.flatMap(namedIn));
    return { items, names, nextCursor: next === null ? null : cursors.seal(ctx, [next]) };
  });
}

/** The ids of things whose names a line may want. */
function namedIn({ parts }: ChangeListGroupsOutput['items'][number]): string[] {
  return parts.flatMap(({ entity, entityIds, taskId, before, after }) => [
    ...(entity === 'member' || entity === 'invite' || entity === 'workspace' ? [] : entityIds),
    ...[
      taskId,
      before['sectionId'],
      after['sectionId'],
      before['parentId'],
      after['parentId'],
    ].filter((id) => typeof id === 'string'),
  ]);
}

type Step = { seq: string; group_id: GroupId; nth: number; shown: boolean };

/**
 * Walks from write to write, which is one probe of an index each: a long import is as many steps as it had
 * transactions, not rows. It ends with the page.
 */
async function readPage(ctx: Ctx, member: Member, input: ChangeListGroupsInput) {
  const { limit, cursor } = input;
  const start = cursor === undefined ? null : cursors.open(ctx, cursor, cursorShape)[0];
  const step = (below: SQL | null, nth: SQL, found: SQL) => sql`
    SELECT at.seq, at.group_id, ${nth} AS nth, ${found} + asked.shown::int AS found, asked.shown
    FROM ${nextWrite(input, below)} at, LATERAL (SELECT ${isShown(member, input)} AS shown OFFSET 0) asked`;
  const walked = await ctx.db.execute<Step>(sql`
    WITH RECURSIVE walk AS (
      ${step(start === null ? null : sql`${start}::bigint`, sql`1`, sql`0`)}
      UNION ALL
      SELECT here.* FROM walk, LATERAL (${step(sql`walk.seq`, sql`walk.nth + 1`, sql`walk.found`)}) here
      WHERE walk.nth < ${patience} AND walk.found <= ${limit})
    SELECT walk.seq::text, group_id, nth, shown FROM walk
    WHERE shown OR nth = ${patience} ORDER BY walk.seq DESC`);
  const shown = walked.rows.filter((row) => row.shown);
  const page = shown.slice(0, limit);
  const last = shown.length > limit ? page.at(-1) : walked.rows.find(({ nth }) => nth === patience);
  return {
    groupIds: page.map((row) => row.group_id),
    next: last === undefined ? null : Number(last.seq),
  };
}

/** SQL: the newest write below a place, with its group; of a project, what was in it or has left it. */
function nextWrite({ workspaceId, projectId }: ChangeListGroupsInput, below: SQL | null): SQL {
  const newest = (more: SQL) => sql`(SELECT c.seq, c.group_id FROM changes c
    WHERE c.workspace_id = ${workspaceId} ${more} ${below === null ? sql`` : sql`AND c.seq < ${below}`}
    ORDER BY c.seq DESC LIMIT 1)`;
  if (!projectId) return newest(sql``);
  const sides = [
    newest(sql`AND c.project_id = ${projectId}`),
    newest(sql`AND c.from_project_id = ${projectId}`),
  ];
  return sql`(SELECT s.seq, s.group_id FROM (${sql.join(sides, sql` UNION ALL `)}) s ORDER BY s.seq DESC LIMIT 1)`;
}

/** SQL: true of a write in which the caller sees something that is wanted, and none such later in the same group. */
function isShown(member: Member, { workspaceId, projectId, actorId }: ChangeListGroupsInput): SQL {
  const wanted = sql.join(
    [
      sql`${changes.workspaceId} = ${workspaceId}`,
      ...(actorId ? [sql`${changes.actorId} = ${actorId}`] : []),
      ...(projectId ? [sql`${projectId} IN (${changes.projectId}, ${changes.fromProjectId})`] : []),
      groupVisible(member),
    ],
    sql` AND `,
  );
  return sql`EXISTS (SELECT 1 FROM changes WHERE ${changes.seq} = at.seq AND ${wanted})
    AND NOT EXISTS (SELECT 1 FROM changes
      WHERE ${changes.groupId} = at.group_id AND ${changes.seq} > at.seq AND ${wanted})`;
}
