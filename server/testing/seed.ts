import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { searchVector } from '../../db/search-vector.ts';
import { ranksBetween } from '../domain/rank.ts';
import type { ProjectId, UserId, WorkspaceId } from '../domain/ids.ts';

export type Seed = {
  workspaceId: WorkspaceId;
  projectId: ProjectId;
  userId: UserId;
  tasks: number;
};

/**
 * Fills a project with generated tasks by SQL: a tenth open, half with a due day, labels and an assignee on some,
 * words that a search can find. Hot rows are made as `write` would make them.
 */
export async function seedTasks(
  db: Db,
  { workspaceId, projectId, userId, tasks }: Seed,
): Promise<void> {
  const orders = ranksBetween(null, null, tasks);
  await db.execute(sql`
    INSERT INTO labels (workspace_id, id, name, name_folded, colour)
    SELECT ${workspaceId}, gen_random_uuid(), 'label ' || n, 'label ' || n, 'grey' FROM generate_series(1, 20) n`);
  await db.execute(sql`
    INSERT INTO tasks (workspace_id, id, project_id, number, title, title_folded, notes, notes_folded, status, priority, due_on, "order", created_by, created_at, updated_at, completed_at, search)
    SELECT ${workspaceId}, gen_random_uuid(), ${projectId}, 1000 + n, title, title, '', '', status, n % 4, due_on, keys."order", ${userId},
      now() - n * interval '1 minute', now() - n * interval '30 seconds', CASE WHEN status = 'done' THEN now() END,
      ${searchVector(workspaceId, { title: sql`title`, body: '' })}
    FROM unnest(${sql.param(orders)}::text[]) WITH ORDINALITY AS keys("order", n)
    CROSS JOIN LATERAL (SELECT
      'task ' || n || ' word' || (n % 997) || CASE n % 3 WHEN 0 THEN ' report' WHEN 1 THEN ' отчёт' ELSE ' plan' END AS title,
      (CASE WHEN n % 10 = 0 THEN 'open' ELSE 'done' END)::task_status AS status,
      CASE WHEN n % 2 = 0 THEN current_date + (n % 400)::int - 200 END AS due_on) made`);
  await db.execute(sql`
    INSERT INTO task_labels (workspace_id, task_id, label_id, due_sort, is_open)
    SELECT t.workspace_id, t.id, l.id, t.due_sort, t.is_open FROM tasks t
    JOIN (SELECT id, row_number() OVER (ORDER BY name) AS n FROM labels WHERE workspace_id = ${workspaceId}) l ON l.n = t.number % 40
    WHERE t.workspace_id = ${workspaceId}`);
  await db.execute(sql`
    INSERT INTO task_assignees (workspace_id, task_id, user_id, due_sort, is_open)
    SELECT workspace_id, id, ${userId}, due_sort, is_open FROM tasks WHERE workspace_id = ${workspaceId} AND number % 5 = 0`);
  await db.execute(sql`
    INSERT INTO hot_tasks (workspace_id, user_id, task_id, hot_from, due_sort, due_time)
    SELECT workspace_id, ${userId}, id, CASE WHEN priority = 3 THEN '-infinity' ELSE due_sort END, due_sort, due_time
    FROM tasks WHERE workspace_id = ${workspaceId} AND is_open AND (due_on IS NOT NULL OR priority = 3)`);
  await db.execute(
    sql`UPDATE projects SET next_number = ${tasks + 2000} WHERE workspace_id = ${workspaceId} AND id = ${projectId}`,
  );
  await db.execute(sql`ANALYZE`);
}
