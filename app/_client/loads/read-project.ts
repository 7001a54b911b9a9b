import { read } from '../sending/read.ts';
import { createCell } from '../store/cell.ts';
import { store } from '../store/page-store.ts';
import { readSections, workspaceOfProject } from './read-lists.ts';
import { readList, readStart } from './read-tasks.ts';

/** The sections and all open tasks of a project, and the closed tasks that open ones hang below. */
export async function readProject(projectId: string): Promise<void> {
  if (isUnsaved(projectId)) return;
  const workspaceId = workspaceOfProject(projectId);
  await Promise.all([
    readSections(projectId),
    readList(
      { workspaceId, projectId, status: 'open' },
      (task) => task.projectId === projectId && task.status === 'open',
    ),
  ]);
  await readParents(projectId);
}

/** The closed tasks of a project. */
export async function readClosed(projectId: string): Promise<void> {
  if (isUnsaved(projectId)) return;
  const workspaceId = workspaceOfProject(projectId);
  for (const status of ['done', 'cancelled'] as const) {
    await readList(
      { workspaceId, projectId, status },
      (task) => task.projectId === projectId && task.status === status,
    );
  }
}

/** Projects with more closed tasks than were read: how many there are is not known here. */
export const moreClosed = createCell<ReadonlySet<string>>(new Set());

/** The first closed tasks of a project: in most projects all of them, enough to count them. */
export async function readSomeClosed(projectId: string): Promise<void> {
  if (isUnsaved(projectId)) return;
  const list = { workspaceId: workspaceOfProject(projectId), projectId };
  const whole = await Promise.all(
    (['done', 'cancelled'] as const).map((status) =>
      readStart(
        { ...list, status },
        (task) => task.projectId === projectId && task.status === status,
      ),
    ),
  );
  const more = new Set(moreClosed.get());
  if (whole.every(Boolean)) more.delete(projectId);
  else more.add(projectId);
  moreClosed.set(more);
}

/** A project that was made here a moment ago: the server may not have it yet, and has nothing to add. */
function isUnsaved(projectId: string): boolean {
  return store.get('projects', projectId)?.version === 0;
}

async function readParents(projectId: string): Promise<void> {
  for (
    let missing = missingParents(projectId);
    missing.length > 0;
    missing = missingParents(projectId)
  ) {
    const workspaceId = workspaceOfProject(projectId);
    const mark = store.mark();
    const answers = await Promise.allSettled(
      missing.map((taskId) => read('task.get', { workspaceId, taskId })),
    );
    const parents = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? [answer.value] : [],
    );
    if (parents.length === 0) return;
    store.put('tasks', parents, mark);
  }
}

function missingParents(projectId: string): string[] {
  const tasks = [...store.tables.tasks.rows.values()].filter(
    (task) => task.projectId === projectId,
  );
  return [
    ...new Set(
      tasks.flatMap(({ parentId }) =>
        parentId && !store.get('tasks', parentId) ? [parentId] : [],
      ),
    ),
  ];
}
