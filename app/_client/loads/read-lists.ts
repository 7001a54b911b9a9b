import type { MeOutput } from '../../../server/account/schema.ts';
import { setClock } from '../clock.ts';
import { dropRows } from '../device/device-rows.ts';
import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';
import { memberRowId, planRowOf } from '../store/rows.ts';
import type { MemberRow, Rows, TableName } from '../store/rows.ts';
import { isEnding, signedOut } from '../store/session.ts';
import { whoseStore } from '../store/whose-store.ts';
import { keepTabFor } from '../tab-memory.ts';
import { asking } from './asking.ts';
import { forgetProject, loseWorkspace } from './forget.ts';
import { readOne } from './read-one.ts';
import { beginAnew } from './restore.ts';

/** Nothing hangs from these: one that is in no list is gone, and no copy that was asked for earlier brings it back. */
const onTasks: ReadonlySet<TableName> = new Set<TableName>(['comments', 'relations']);

/** Puts a whole list into the store and forgets what is no longer in it. */
export function putAll<T extends TableName>(
  table: T,
  rows: readonly Rows[T][],
  scope: { mark: number; holds: (row: Rows[T]) => boolean },
): void {
  store.batch(() => {
    store.put(table, rows, scope.mark);
    const forget = onTasks.has(table) ? 'keepOnly' : 'prune';
    store.tables[table][forget](scope.holds, new Set(rows.map(({ id }) => id)), scope.mark);
  });
}

/** The person and the workspaces. The server gives them to no other person than this page's own. */
export async function readMe(): Promise<MeOutput> {
  const mark = store.mark();
  const isLatest = asking('me');
  const before = [...store.tables.workspaces.rows.values()];
  const me = await read('account.me', {});
  // This device showed whoever was here last.
  if (![me.user.id, ''].includes(whoseStore(store))) return startAnew();
  setClock(me.now);
  keepTabFor(me.user.id);
  signedOut.set(false);
  if (!isLatest()) return me;
  store.batch(() => {
    store.put('users', [me.user]);
    putAll('workspaces', me.workspaces, { mark, holds: () => true });
    for (const workspace of before)
      if (!store.get('workspaces', workspace.id)) loseWorkspace(workspace);
  });
  return me;
}

/** The page begins again, as of nobody. Never ends. */
async function startAnew(): Promise<never> {
  // Nothing of the other is kept as this one's.
  isEnding.set(true);
  beginAnew();
  await dropRows(whoseStore(store)).catch(() => undefined);
  window.location.reload();
  return new Promise(() => undefined);
}

/** The people of a workspace. */
export async function readMembers(workspaceId: string): Promise<void> {
  const mark = store.mark();
  const isLatest = asking(`members ${workspaceId}`);
  const { members, ...workspace } = await read('workspace.get', { workspaceId });
  if (!isLatest()) return;
  const rows = members.map(({ id: userId, ...member }): MemberRow => {
    return {
      ...member,
      id: memberRowId(workspaceId, userId),
      workspaceId: workspace.id,
      userId,
      version: 0,
    };
  });
  store.batch(() => {
    store.put('workspaces', [workspace]);
    putAll('members', rows, { mark, holds: (row) => row.workspaceId === workspaceId });
  });
}

/** The projects of a workspace with their counts, archived ones too. */
export async function readProjects(workspaceId: string): Promise<void> {
  const mark = store.mark();
  const isLatest = asking(`projects ${workspaceId}`);
  const before = store.projectsIn(workspaceId);
  const { items } = await read('project.list', { workspaceId, archived: true });
  if (!isLatest()) return;
  store.batch(() => {
    putAll('projects', items, { mark, holds: (row) => row.workspaceId === workspaceId });
    for (const id of before) if (!store.get('projects', id)) forgetProject(id);
    // One that was told later has its own count.
    const taken = items.filter((item) => store.tables.projects.base(item.id) === item);
    store.recount(new Set(taken.map(({ id }) => id)));
  });
}

/** The labels of a workspace. */
export const readLabels = listReader('labels', 'label.list');
/** The saved views of a workspace that the person sees. */
export const readViews = listReader('views', 'view.list');

function listReader(table: 'labels' | 'views', procedure: 'label.list' | 'view.list') {
  return async (workspaceId: string): Promise<void> => {
    const mark = store.mark();
    const isLatest = asking(`${table} ${workspaceId}`);
    const { items } = await read(procedure, { workspaceId });
    if (isLatest()) putAll(table, items, { mark, holds: (row) => row.workspaceId === workspaceId });
  };
}

/** The person's own plan: of one workspace, or of all that they are in. */
export async function readPlans(workspaceId?: string): Promise<void> {
  const mark = store.mark();
  const isLatest = asking(`plans ${workspaceId}`);
  const { items } = await read('plan.list', workspaceId === undefined ? {} : { workspaceId });
  const holds = (row: Rows['plans']) =>
    workspaceId === undefined || row.workspaceId === workspaceId;
  if (isLatest()) putAll('plans', items.map(planRowOf), { mark, holds });
}

/** The sections of a project. */
export async function readSections(projectId: string): Promise<void> {
  const workspaceId = workspaceOfProject(projectId);
  const mark = store.mark();
  const isLatest = asking(`sections ${projectId}`);
  const { items } = await read('section.list', { workspaceId, projectId });
  if (isLatest()) putAll('sections', items, { mark, holds: (row) => row.projectId === projectId });
}

/** The comments of a task, all pages. */
export async function readComments(taskId: string): Promise<void> {
  const workspaceId =
    store.get('tasks', taskId)?.workspaceId ?? store.tables.tasks.base(taskId)?.workspaceId;
  if (!workspaceId) return;
  const mark = store.mark();
  const isLatest = asking(`comments ${taskId}`);
  const rows: Rows['comments'][] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Rows['comments'][]; nextCursor: string | null } = await read(
      'comment.list',
      {
        workspaceId,
        taskId,
        limit: 100,
        ...(cursor !== null && { cursor }),
      },
    );
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  if (isLatest()) putAll('comments', rows, { mark, holds: (row) => row.taskId === taskId });
}

/** The workspace of a project that the store knows; the first one else. */
export function workspaceOfProject(projectId: string): string {
  const project = store.get('projects', projectId) ?? store.tables.projects.base(projectId);
  return project?.workspaceId ?? [...store.tables.workspaces.rows.keys()][0] ?? '';
}

/** What a task is to others, and those of them that are not here. */
export async function readRelations(taskId: string): Promise<void> {
  const task = store.get('tasks', taskId) ?? store.tables.tasks.base(taskId);
  if (!task) return;
  const { workspaceId } = task;
  const mark = store.mark();
  const isLatest = asking(`relations ${taskId}`);
  const { items } = await read('relation.list', { workspaceId, taskId });
  if (!isLatest()) return;
  const rows = items.map(({ task: _, ...relation }) => relation);
  const holds = (row: Rows['relations']) =>
    [row.fromTaskId, row.toTaskId].some((id) => id === taskId);
  putAll('relations', rows, { mark, holds });
  const strange = items.filter((one) => !store.tables.tasks.base(one.task.id));
  await Promise.all(strange.map((one) => readOne(one.task.id, [workspaceId])));
}
