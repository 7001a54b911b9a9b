import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import type { Role } from '../domain/enums.ts';
import type { LabelId, ProjectId, UserId } from '../domain/ids.ts';
import { labelUsed } from '../label/scope.ts';
import { bug } from '../platform/bugs.ts';
import { projectVisible, rightOnProject } from '../project/scope.ts';
import { labelsOf, projectsOf } from './log-page.ts';
import type { LogPage } from './log-page.ts';

/** What one reader sees of the things that a page of the log is about, at a moment after it was read. */
export type Sight = {
  userId: UserId;
  role: Role;
  projects: ReadonlySet<ProjectId>;
  /** Deleted projects of which they see what happened to themselves. */
  deleted: ReadonlySet<ProjectId>;
  /** The labels that a guest knows; others know all. */
  labels: ReadonlySet<LabelId>;
};

type Row = {
  user_id: UserId;
  role: Role;
  projects: ProjectId[];
  deleted: ProjectId[];
  labels: LabelId[];
};

/**
 * Looks up what readers see now. It must come after the page was read: then nothing on it is later than what a reader
 * was allowed. Who is no member any more is not in the answer.
 */
export async function readSight(
  db: Db,
  page: LogPage,
  readers: readonly UserId[],
): Promise<Map<UserId, Sight>> {
  if (bug('rights-at-connect')) return new Map(readers.map((id) => [id, everything(id)]));
  const viewer = { userId: sql`m.user_id`, role: sql`m.role` };
  const within = sql`projects.workspace_id = m.workspace_id AND projects.id = ANY(${sql.param(projectsOf(page))}::uuid[])`;
  const { rows } = await db.execute<Row>(sql`
    SELECT m.user_id, m.role,
      ARRAY(SELECT projects.id::text FROM projects WHERE ${within} AND ${projectVisible(viewer)}) AS projects,
      ARRAY(SELECT projects.id::text FROM projects WHERE ${within} AND projects.deleted_at IS NOT NULL
        AND ${rightOnProject(viewer)} IS NOT NULL) AS deleted,
      ARRAY(SELECT l.id::text FROM unnest(${sql.param(labelsOf(page))}::uuid[]) l(id) 
        WHERE m.role = 'guest' AND ${labelUsed(viewer, { workspaceId: sql`m.workspace_id`, labelId: sql`l.id` })}) AS labels
    FROM members m JOIN workspaces w ON w.id = m.workspace_id AND w.deleted_at IS NULL
    WHERE m.workspace_id = ${page.workspaceId} AND m.user_id = ANY(${sql.param([...readers])}::uuid[]) AND m.removed_at IS NULL`);
  return new Map(
    rows.map(({ user_id: userId, role, ...ids }) => [
      userId,
      {
        userId,
        role,
        projects: new Set(ids.projects),
        deleted: new Set(ids.deleted),
        labels: new Set(ids.labels),
      },
    ]),
  );
}

/** What somebody would see for whom no right is ever taken back. */
function everything(userId: UserId): Sight {
  const all = new Set<never>();
  all.has = () => true;
  return { userId, role: 'owner', projects: all, deleted: all, labels: all };
}
