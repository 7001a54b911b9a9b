import { changeKind } from '../domain/catalogue.ts';
import type { LabelId, ProjectId, SectionId, TaskId } from '../domain/ids.ts';
import { bug } from '../platform/bugs.ts';
import type { LogPage, LogRow } from './log-page.ts';
import type { TaskOutput } from '../task/schema.ts';
import type { SyncEntry } from './schema.ts';
import type { Sight } from './sight.ts';

/** `anew`: the reader's role changed, so what they see of everything did. */
export type Told = { anew: true } | { anew: false; entries: SyncEntry[] };

/** What a page of the log tells one reader. Each task comes once, with the last entry about it that they see. */
export function entriesFor(page: LogPage, sight: Sight): Told {
  const isAnew = page.rows.some(
    (row) => row.type === 'member.roleChanged' && row.entityId === sight.userId,
  );
  if (isAnew) return { anew: true };
  const shown = page.rows.map((row) => ({ row, isSeen: isSeen(row, sight) }));
  const last = new Map<TaskId, LogRow>();
  for (const { row, isSeen: seen } of shown) if (seen && row.taskId) last.set(row.taskId, row);
  const entries = shown.flatMap(({ row, isSeen: seen }): SyncEntry[] => {
    if (!seen) return scopesOf(row, sight);
    const task = row.taskId === null ? null : taskFor(page, row.taskId, sight);
    const isLast = row.taskId !== null && last.get(row.taskId) === row;
    const relation =
      entityOf(row) === 'relation' ? { relation: relationFor(page, row, sight) } : {};
    const change = { ...changeFor(row, sight), ...relation, ...(isLast ? { task } : {}) };
    return [change, ...scopesOf(row, sight), ...(task ? belowOf(row, { task, page, sight }) : [])];
  });
  return { anew: false, entries };
}

const sees = ({ projects, deleted }: Sight, row: LogRow, projectId: ProjectId | null): boolean =>
  projectId !== null &&
  (projects.has(projectId) || (deleted.has(projectId) && entityOf(row) === 'project'));

const entityOf = ({ type }: LogRow) => changeKind(type).entity;

/** As `changeVisible` says it in SQL. */
function isSeen(row: LogRow, sight: Sight): boolean {
  if (row.audienceUserId !== null) return row.audienceUserId === sight.userId;
  if (entityOf(row) === 'relation' && row.fromProjectId !== null)
    return sees(sight, row, row.projectId) && sees(sight, row, row.fromProjectId);
  if (row.projectId !== null || row.fromProjectId !== null)
    return sees(sight, row, row.projectId) || sees(sight, row, row.fromProjectId);
  if (sight.role !== 'guest') return true;
  return entityOf(row) === 'label' && sight.labels.has(row.entityId as LabelId);
}

/** Of a move between projects only the side that is the reader's. */
function changeFor(row: LogRow, sight: Sight): Extract<SyncEntry, { kind: 'change' }> {
  const { seq, n, at, type, entityId, taskId, projectId, actorId, opId } = row;
  return {
    kind: 'change',
    seq,
    n,
    at,
    type,
    entity: entityOf(row),
    entityId,
    taskId,
    projectId: sees(sight, row, projectId) ? projectId : null,
    actorId,
    opId: actorId === sight.userId ? opId : null,
  };
}

function taskFor({ tasks }: LogPage, taskId: TaskId, { projects }: Sight) {
  const task = tasks.get(taskId);
  return task && (projects.has(task.projectId) || bug('move-tells-all')) ? task : null;
}

/** As it is now; null where it is no more, or the reader does not see both tasks. */
function relationFor({ relations }: LogPage, { entityId }: LogRow, { projects }: Sight) {
  const found = relations.get(entityId);
  return found?.projectIds.every((id) => projects.has(id)) ? found.relation : null;
}

/** Changes after which a reader sees more, or less, than single rows of a project. */
function scopesOf(row: LogRow, sight: Sight): SyncEntry[] {
  const { projectId } = row;
  if (projectId === null || !isScopeChanged(row, sight)) return [];
  const section = entityOf(row) === 'section' ? { sectionId: row.entityId as SectionId } : {};
  const kind = sight.projects.has(projectId) ? 'scope.gained' : 'scope.lost';
  return [{ kind, projectId, ...section }];
}

type Seen = { task: TaskOutput; page: LogPage; sight: Sight };

/**
 * Changes after which a reader sees more of a task than its row, or less: what hangs below it, was said on it, or
 * relates to it. Of what went while it was elsewhere nothing else tells.
 */
function belowOf(row: LogRow, { task, page, sight }: Seen): SyncEntry[] {
  const { id: taskId, projectId } = task;
  const isRelated = page.related.get(taskId)?.some((id) => sight.projects.has(id)) ?? false;
  const isBack = changeKind(row.type).sight === 'below' && (page.parents.has(taskId) || isRelated);
  const isFromElsewhere = row.fromProjectId !== null && !sight.projects.has(row.fromProjectId);
  if (!isBack && !isFromElsewhere) return [];
  return [{ kind: 'scope.gained', projectId, taskId }];
}

function isScopeChanged(row: LogRow, sight: Sight): boolean {
  const isVisible = sight.projects.has(row.projectId as ProjectId);
  const kind = changeKind(row.type).sight;
  if (kind === 'person') return row.userId === sight.userId;
  if (kind === 'again') return isVisible;
  // Guests never saw it for being open, and whoever has a right of their own sees it as before.
  return kind === 'open' && sight.role !== 'guest' && (row.isPrivate ? !isVisible : isVisible);
}
