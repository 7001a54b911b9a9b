import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { instantText } from '../../db/columns.ts';
import { changes } from '../../db/schema/changes.ts';
import { catalogue } from '../domain/catalogue.ts';
import type { GroupId } from '../domain/ids.ts';
import { keptDays, mostTried } from '../domain/limits.ts';
import { isStaff, roleAllows } from '../domain/policy.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { rightOnProject } from '../project/scope.ts';
import type { ChangeGroupOutput } from './schema.ts';
import { groupVisible, sidesOf } from './scope.ts';

/** So many things of a part are named. */
const mostNamed = 3;
/** A longer value is a text that no line repeats. */
const longestValue = 2_000;

type Row = {
  group_id: GroupId;
  at: string;
  is_old: boolean;
  actor_id: ChangeGroupOutput['actorId'];
  via_token: boolean;
  counted: number;
  may_undo: boolean;
  import: (NonNullable<ChangeGroupOutput['import']> & { over: boolean }) | null;
  parts: ChangeGroupOutput['parts'];
};

/** What groups did, in their order, as far as the member sees them: what they do not see is in no count and no word. */
export async function describeGroups(
  ctx: Ctx,
  member: Member,
  groupIds: readonly GroupId[],
): Promise<ChangeGroupOutput[]> {
  if (groupIds.length === 0) return [];
  const found = await ctx.db.execute<Row>(sql`
    WITH told AS (${told(member, groupIds)}),
    alike AS (${alike(sql`before`)}), alike_after AS (${alike(sql`after`)}),
    parts AS (
      SELECT group_id, type, entity, count(*)::int AS count, count(DISTINCT entity_id)::int AS things,
        (array_agg(DISTINCT entity_id))[1:${mostNamed}::int] AS ids,
        ${same(sql`task_id`)} AS task_id, ${same(sql`project_id`)} AS project_id
      FROM told GROUP BY group_id, type, entity),
    spoken AS (
      SELECT p.group_id, jsonb_agg(jsonb_build_object(
        'type', p.type, 'entity', p.entity, 'count', p.count, 'things', p.things, 'entityIds', p.ids,
        'taskId', p.task_id, 'projectId', p.project_id,
        'before', coalesce(b.fields, '{}'), 'after', coalesce(a.fields, '{}')) ORDER BY p.count DESC, p.type) AS parts
      FROM parts p
      LEFT JOIN alike b ON b.group_id = p.group_id AND b.type = p.type
      LEFT JOIN alike_after a ON a.group_id = p.group_id AND a.type = p.type
      GROUP BY p.group_id),
    heads AS (
      SELECT group_id, max(at) AS at, (array_agg(actor_id))[1] AS actor_id, bool_or(via_token) AS via_token,
        count(*)::int AS counted, bool_or(may_undo) AS may_undo
      FROM told GROUP BY group_id)
    SELECT h.group_id, ${instantText(sql`h.at`)} AS at, h.at < now() - ${keptDays} * interval '1 day' AS is_old,
      h.actor_id, h.via_token, h.counted, h.may_undo, s.parts, ${importOf(member)} AS import
    FROM heads h JOIN spoken s USING (group_id)`);
  const byId = new Map(found.rows.map((row) => [row.group_id, row]));
  return groupIds.flatMap((groupId) => {
    const row = byId.get(groupId);
    return row ? [groupOf(row, member)] : [];
  });
}

function groupOf(row: Row, member: Member): ChangeGroupOutput {
  // A guest takes back what they did in a task itself, not what may reach over projects.
  const { over, ...told } = row.import ?? { over: false };
  const mayDo = member.role !== 'guest' && roleAllows(member.role, 'change.undo');
  const may = row.may_undo && mayDo && !over;
  return {
    groupId: row.group_id,
    at: row.at,
    actorId: row.actor_id,
    viaToken: row.via_token,
    import: 'did' in told ? told : null,
    parts: row.parts,
    countedAll: row.counted <= mostTried,
    undo: !may ? 'no' : row.is_old ? 'old' : 'yes',
  };
}

/** SQL: the newest changes of each group that the member sees, each end of a move only where it is theirs. */
function told(member: Member, groupIds: readonly GroupId[]): SQL {
  const { seesTo, seesFrom } = sidesOf(member);
  const isMove = sql`${changes.fromProjectId} IS NOT NULL`;
  return sql`
    SELECT one.* FROM unnest(${sql.param(groupIds)}::uuid[]) wanted(id), LATERAL (
      SELECT ${changes.groupId}, ${changes.at}, ${changes.actorId}, ${changes.viaTokenId} IS NOT NULL AS via_token,
        ${changes.type}, ${changes.entity}, ${changes.entityId}, ${changes.taskId}, ${mayUndo(member)} AS may_undo,
        CASE WHEN ${isMove} AND NOT ${seesTo} THEN NULL ELSE ${changes.projectId} END AS project_id,
        CASE WHEN ${isMove} AND NOT ${seesFrom} THEN '{}' ELSE ${changes.before} END AS before,
        CASE WHEN ${isMove} AND NOT ${seesTo} THEN '{}' ELSE ${changes.after} END AS after
      FROM changes
      WHERE ${changes.workspaceId} = ${member.workspaceId} AND ${changes.groupId} = wanted.id AND ${groupVisible(member)}
      ORDER BY ${changes.seq} DESC, ${changes.n} DESC LIMIT ${mostTried + 1}) one`;
}

/** SQL: the fields that are alike in all changes of a part. */
function alike(side: SQL): SQL {
  return sql`
    SELECT field.group_id, field.type, jsonb_object_agg(field.key, field.value) AS fields FROM (
      SELECT t.group_id, t.type, e.key, count(*) AS n,
        (array_agg(CASE WHEN length(e.value::text) > ${longestValue} THEN 'null' ELSE e.value END))[1] AS value
      FROM told t, jsonb_each(t.${side}) e GROUP BY t.group_id, t.type, e.key HAVING count(DISTINCT e.value) = 1) field
    JOIN (SELECT group_id, type, count(*) AS n FROM told GROUP BY group_id, type) whole
      ON whole.group_id = field.group_id AND whole.type = field.type AND whole.n = field.n
    GROUP BY field.group_id, field.type`;
}

/** SQL: what a column holds in all rows of a part; null where they differ. */
function same(column: SQL): SQL {
  return sql`CASE WHEN count(DISTINCT ${column}) = 1 AND count(${column}) = count(*) THEN (array_agg(${column}))[1] END`;
}

const undoableTypes = Object.entries(catalogue).flatMap(([type, { undo }]) =>
  undo === null ? [] : [type],
);

/** SQL: true of a change that can be taken back, where the member's right is that of the inverse. An inbox stays. */
function mayUndo(member: Member): SQL {
  const right = rightOn(member, sql`${changes.projectId}`);
  return sql`(${changes.type} = ANY(${sql.param(undoableTypes)}::text[]) AND ${changes.after} <> '{}'
    AND CASE WHEN ${changes.entity} = 'workspace' THEN ${isStaff(member.role)}::boolean
      WHEN ${changes.projectId} IS NULL THEN true
      WHEN ${changes.entity} IN ('comment', 'attachment') THEN ${right} IN ('write', 'comment')
      WHEN ${changes.entity} = 'relation' THEN ${mayUndoRelation(member)}
      ELSE ${right} = 'write' END)`;
}

/** SQL: the member's right on the project in a column of the row of `changes`; null of an inbox that itself changed. */
function rightOn(member: Member, column: SQL): SQL {
  return sql`(SELECT ${rightOnProject(member)} FROM projects
    WHERE projects.workspace_id = ${changes.workspaceId} AND projects.id = ${column}
      AND NOT (projects.inbox_of IS NOT NULL AND ${changes.entity} = 'project'))`;
}

/** SQL: to make a relation again takes the right to write in the projects of both its tasks; to remove one, in either. */
function mayUndoRelation(member: Member): SQL {
  const here = rightOn(member, sql`${changes.projectId}`);
  const there = rightOn(member, sql`coalesce(${changes.fromProjectId}, ${changes.projectId})`);
  return sql`CASE WHEN ${changes.type} = 'relation.removed' THEN ${here} = 'write' AND ${there} = 'write'
    ELSE 'write' IN (${here}, ${there}) END`;
}

/** SQL: the import that a group is, or takes back; its id for whoever made it, while it can be taken back. */
function importOf(member: Member): SQL {
  const isMine = sql`i.user_id = ${member.userId} AND i.state IN ('running', 'done', 'failed')`;
  return sql`(SELECT jsonb_build_object(
      'did', CASE WHEN i.id = h.group_id THEN 'undo' ELSE 'import' END, 'format', i.format,
      'over', i.group_id = h.group_id AND i.state IN ('undoing', 'undone'),
      'importId', CASE WHEN i.group_id = h.group_id AND ${isMine} THEN i.id END)
    FROM imports i WHERE i.workspace_id = ${member.workspaceId} AND h.group_id IN (i.group_id, i.id) LIMIT 1)`;
}
