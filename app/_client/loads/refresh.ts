import type { TableName } from '../store/rows.ts';
import { store } from '../store/page-store.ts';
import { CallError } from '../sending/call-error.ts';
import { read } from '../sending/read.ts';
import { readProject } from './read-project.ts';
import { readComments, readLabels, readProjects, readSections } from './read-lists.ts';

type Wanted = readonly { table: TableName; id: string }[];
const mostSingly = 30;

/**
 * Reads rows again after the server changed them in a way that its answer does not tell.
 * Rows that are gone are out of sight then, with what hangs from them. @throws CallError where the server cannot be asked
 */
export async function refresh(wanted: Wanted): Promise<void> {
  const ids = (table: TableName) => wanted.filter((row) => row.table === table).map(({ id }) => id);
  const tasks = ids('tasks');
  const workspaces = [...store.tables.workspaces.rows.keys()];
  await Promise.all([
    tasks.length > mostSingly ? readWhole(tasks) : Promise.all(tasks.map(readTask)),
    ids('projects').length > 0 && Promise.all(workspaces.map(readProjects)),
    ids('labels').length > 0 && Promise.all(workspaces.map(readLabels)),
    Promise.all(ids('sections').map(readSectionsOf)),
    Promise.all(ids('comments').map(readCommentsOf)),
  ]);
}

async function readTask(taskId: string): Promise<void> {
  const workspaceId = workspaceOf(taskId);
  try {
    store.put('tasks', [await read('task.get', { workspaceId, taskId })]);
  } catch (error) {
    if (!(error instanceof CallError) || error.code !== 'NOT_FOUND') throw error;
    store.tables.tasks.bury(taskId, store.tables.tasks.base(taskId)?.version ?? 0);
  }
}

function workspaceOf(taskId: string): string {
  const row = store.get('tasks', taskId) ?? store.tables.tasks.base(taskId);
  return row?.workspaceId ?? [...store.tables.workspaces.rows.keys()][0] ?? '';
}

async function readWhole(taskIds: readonly string[]): Promise<void> {
  const projects = new Set(taskIds.flatMap((id) => store.get('tasks', id)?.projectId ?? []));
  await Promise.all([...projects].map((projectId) => readProject(projectId)));
}

async function readSectionsOf(sectionId: string): Promise<void> {
  const section = store.get('sections', sectionId) ?? store.tables.sections.base(sectionId);
  if (section) await readSections(section.projectId);
}

async function readCommentsOf(commentId: string): Promise<void> {
  const comment = store.get('comments', commentId) ?? store.tables.comments.base(commentId);
  if (comment) await readComments(comment.taskId);
}
