import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { labelKnown } from '../label/scope.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { projectVisible, rightOnProject } from '../project/scope.ts';
import { viewVisible } from '../view/scope.ts';

/**
 * What things are called, by their ids, as far as the member sees where they are now: also those that are deleted, for
 * history speaks of them. A comment and a reminder of one's own are called
 * as their task, a relation as its first. Of a reminder that is deleted only the log knows the task.
 */
export async function nameThings(
  ctx: Ctx,
  member: Member,
  ids: readonly string[],
): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const { workspaceId } = member;
  const wanted = sql`${sql.param([...new Set(ids)])}::uuid[]`;
  const among = sql`ANY(${wanted})`;
  const inProject = sql`JOIN projects ON projects.workspace_id = x.workspace_id AND projects.id = x.project_id`;
  const onTask = sql`JOIN tasks x ON x.workspace_id = o.workspace_id AND x.id = o.task_id ${inProject}`;
  const found = await ctx.db.execute<{ id: string; name: string }>(sql`
    SELECT x.id, x.title AS name FROM tasks x ${inProject}
    WHERE x.workspace_id = ${workspaceId} AND x.id = ${among} AND ${projectVisible(member)}
    UNION ALL SELECT x.id, x.name FROM sections x ${inProject}
    WHERE x.workspace_id = ${workspaceId} AND x.id = ${among} AND ${projectVisible(member)}
    UNION ALL SELECT o.id, x.title FROM comments o ${onTask}
    WHERE o.workspace_id = ${workspaceId} AND o.id = ${among} AND ${projectVisible(member)}
    UNION ALL SELECT o.id, o.name FROM attachments o ${onTask}
    WHERE o.workspace_id = ${workspaceId} AND o.id = ${among} AND ${projectVisible(member)}
    UNION ALL SELECT r.id, x.title FROM relations r JOIN tasks x ON x.workspace_id = r.workspace_id AND x.id = r.from_task_id ${inProject}
    WHERE r.workspace_id = ${workspaceId} AND r.id = ${among} AND ${projectVisible(member)}
    UNION ALL SELECT o.id, x.title FROM ${remindersAmong(member, wanted)} o ${onTask}
    WHERE ${projectVisible(member)}
    UNION ALL SELECT projects.id, projects.name FROM projects
    WHERE projects.workspace_id = ${workspaceId} AND projects.id = ${among} AND ${rightOnProject(member)} IS NOT NULL
    UNION ALL SELECT l.id, l.name FROM labels l
    WHERE l.workspace_id = ${workspaceId} AND l.id = ${among} AND ${labelKnown(member, sql`l.id`)}
    UNION ALL SELECT saved_views.id, saved_views.name FROM saved_views
    WHERE saved_views.workspace_id = ${workspaceId} AND saved_views.id = ${among} AND ${viewVisible(member)}`);
  return Object.fromEntries(found.rows.map(({ id, name }) => [id, name]));
}

/**
 * SQL: the member's own reminders among some ids, deleted ones too, each with its task: a table of `workspace_id`, `id`
 * and `task_id`. Each change of a reminder says the task, so the first is enough however many there are.
 */
function remindersAmong({ workspaceId, userId }: Member, ids: SQL): SQL {
  return sql`(
    SELECT first.workspace_id, first.entity_id AS id, CASE WHEN first.entity = 'reminder' THEN
      coalesce(first.after ->> 'taskId', first.before ->> 'taskId')::uuid END AS task_id
    FROM unnest(${ids}) AS asked(id) CROSS JOIN LATERAL (
      SELECT c.* FROM changes c WHERE c.workspace_id = ${workspaceId} AND c.entity_id = asked.id
      ORDER BY c.seq, c.n LIMIT 1) first
    WHERE first.entity = 'reminder' AND first.audience_user_id = ${userId})`;
}
