import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { housekeeping } from '../auth/membership.ts';
import { forgetAnswers } from '../changes/forget-answers.ts';
import { write } from '../changes/write.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { CommentId, ProjectId, TaskId, WorkspaceId } from '../domain/ids.ts';
import { systemContext } from '../platform/context.ts';
import type { Runtime } from '../platform/runtime.ts';
import { dropFiles } from '../attachment/drop-files.ts';
import { forgetPurgedItems } from '../import/forget-purged-items.ts';
import { dropEndedInvites } from '../invite/drop-ended-invites.ts';
import { endedLongAgo } from '../invite/rows.ts';
import { dropViews } from '../view/drop-views.ts';
import { blankChanges } from './blank-changes.ts';
import { keepPurging } from './keep-purging.ts';
import { markPurged } from './mark-purged.ts';
import { purgeWorkspaces } from './purge-workspaces.ts';
import { keptDays } from '../domain/limits.ts';
import { trackPurges } from './track-purges.ts';
import type { TrashEntity } from './schema.ts';

/** So many things are taken out of sight in one transaction. */
const atOnce = 200;

/**
 * Purges what was deleted longer ago than it is kept, whole workspaces too, and forgets what imports remember of it,
 * and invites and answers that nobody asks for again. Each step is a transaction of its own, so what a stop leaves is done the next time.
 */
export async function purgeExpired(runtime: Runtime): Promise<void> {
  const isStopped = () => trackPurges(runtime).stopped;
  for (const workspaceId of await listWorkspaces(runtime)) {
    const options = { action: 'trash.purge', input: { workspaceId }, guard: housekeeping } as const;
    for (let marked = atOnce; marked === atOnce && !isStopped();) {
      marked = await write(systemContext(runtime, null), options, async (w, record) => {
        const roots = await listExpired(w);
        await markPurged(
          w,
          record,
          roots.map((root) => ({ ...root, workspaceId })),
        );
        return roots.length;
      });
      if (marked > 0) keepPurging(runtime);
    }
    for (const drop of [dropOldFiles, dropComments, dropInvites, dropOldViews])
      for (let dropped = atOnce; dropped === atOnce && !isStopped();)
        dropped = await write(systemContext(runtime, null), options, (w, record) =>
          drop(w, record),
        );
  }
  await purgeWorkspaces(runtime);
  await forgetPurgedItems(runtime, isStopped);
  if (!isStopped()) await forgetAnswers(runtime);
}

const expired = (table: string): SQL =>
  sql`${sql.identifier(table)}.deleted_at < now() - ${keptDays} * interval '1 day'`;
const nouns = ['task', 'section', 'project', 'label'] as const;
/** What goes with its row alone. */
const small = ['comment', 'attachment'];

async function listWorkspaces(runtime: Runtime): Promise<WorkspaceId[]> {
  const each = [...nouns, ...small].map((noun) => {
    const isPurging = small.includes(noun) ? sql`` : sql`AND purging_at IS NULL`;
    return sql`SELECT workspace_id FROM ${sql.identifier(`${noun}s`)} WHERE ${expired(`${noun}s`)} ${isPurging}`;
  });
  each.push(sql`SELECT workspace_id FROM invites WHERE ${endedLongAgo(keptDays)}`);
  each.push(sql`SELECT workspace_id FROM saved_views WHERE ${expired('saved_views')}`);
  const found = await runtime.db.execute<{ id: WorkspaceId }>(sql`
    SELECT id FROM workspaces WHERE deleted_at IS NULL AND id IN (${sql.join(each, sql` UNION `)}) ORDER BY id`);
  return found.rows.map(({ id }) => id);
}

type Expired = { entity: TrashEntity; id: string; projectId: ProjectId | null };

async function listExpired(w: WriteCtx): Promise<Expired[]> {
  const project = {
    task: sql`project_id`,
    section: sql`project_id`,
    project: sql`id`,
    label: sql`NULL::uuid`,
  };
  const each = nouns.map(
    (
      noun,
    ) => sql`SELECT ${noun}::text AS entity, id, ${project[noun]} AS project_id FROM ${sql.identifier(`${noun}s`)}
      WHERE workspace_id = ${w.member.workspaceId} AND ${expired(`${noun}s`)} AND purging_at IS NULL`,
  );
  type Row = Omit<Expired, 'projectId'> & { project_id: ProjectId | null };
  const found = await w.db.execute<Row>(
    sql`SELECT * FROM (${sql.join(each, sql` UNION ALL `)}) old LIMIT ${atOnce}`,
  );
  return found.rows.map(({ entity, id, project_id: projectId }) => ({ entity, id, projectId }));
}

function dropInvites(w: WriteCtx): Promise<number> {
  return dropEndedInvites(w, { days: keptDays, most: atOnce });
}

async function dropOldFiles(w: WriteCtx): Promise<number> {
  const files = await dropFiles(w, { keptDays, most: atOnce });
  await blankChanges(w, files);
  return files.length;
}

async function dropOldViews(w: WriteCtx): Promise<number> {
  const ids = await dropViews(w, { keptDays, most: atOnce });
  await blankChanges(w, ids);
  return ids.length;
}

async function dropComments(w: WriteCtx, record: Record): Promise<number> {
  const { workspaceId } = w.member;
  type Row = { id: CommentId; task_id: TaskId; project_id: ProjectId };
  const found = await w.db.execute<Row>(sql`
    SELECT comments.id, comments.task_id, tasks.project_id FROM comments
    JOIN tasks ON tasks.workspace_id = comments.workspace_id AND tasks.id = comments.task_id
    WHERE comments.workspace_id = ${workspaceId} AND ${expired('comments')} LIMIT ${atOnce}`);
  const ids = found.rows.map(({ id }) => id);
  const files = await dropFiles(w, { commentIds: ids });
  await blankChanges(w, [...ids, ...files]);
  await w.db.execute(sql`
    DELETE FROM comments WHERE workspace_id = ${workspaceId} AND id = ANY(${sql.param(ids)}::uuid[])`);
  for (const { id, task_id: taskId, project_id: projectId } of found.rows)
    record({ type: 'comment.purged', entityId: id, taskId, projectId });
  return ids.length;
}
