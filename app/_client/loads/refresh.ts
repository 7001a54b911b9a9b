import type { Wanted } from '../effects/effect.ts';
import { isOutOfSight } from '../sending/call-error.ts';
import { store } from '../store/page-store.ts';
import type { TableName } from '../store/rows.ts';
import { rereadShown } from './loads.ts';
import {
  readComments,
  readLabels,
  readPlans,
  readProjects,
  readRelations,
  readSections,
  readViews,
} from './read-lists.ts';
import { readOne } from './read-one.ts';
import { readProject } from './read-project.ts';
import { readReminders } from './read-reminders.ts';

const mostSingly = 200;

type Placed = Wanted['within'] & { id: string };

/**
 * Reads rows again after the server changed them in a way that its answer does not tell.
 * Rows that are gone are out of sight then, with what hangs from them. @throws CallError where the server cannot be asked
 * @param isStrange true where what hangs from them may never have been seen here: all that is shown is read then
 */
export async function refresh(wanted: readonly Wanted[], isStrange = false): Promise<void> {
  const of = (table: TableName) => wanted.filter((row) => row.table === table).map(placed);
  const tasks = of('tasks');
  const projectIds = of('sections').map(({ projectId }) => projectId);
  const taskIds = of('comments').map(({ taskId }) => taskId);
  const relatedIds = of('relations').map(({ fromTaskId }) => fromTaskId);
  const remindedIn = of('reminders').map(({ workspaceId }) => workspaceId);
  const workspaces = [...store.tables.workspaces.rows.keys()];
  // What was never seen here does not say where it stands: it may be anywhere on the screen.
  if (isStrange || [...projectIds, ...taskIds].includes(undefined)) rereadShown({ force: true });
  await Promise.all([
    tasks.length > mostSingly ? readWhole(tasks) : Promise.all(tasks.map(readAgain)),
    of('projects').length > 0 && Promise.all(workspaces.map(readProjects)),
    of('labels').length > 0 && Promise.all(workspaces.map(readLabels)),
    of('views').length > 0 && Promise.all(workspaces.map(readViews)),
    of('plans').length > 0 && readPlans(),
    Promise.all(known(projectIds).map(readSections)),
    Promise.all(known(taskIds).map(readComments)),
    Promise.all(known(relatedIds).map(readRelations)),
    Promise.all(known(remindedIn).map((workspaceId) => readReminders(workspaceId))),
  ]);
}

/** Where a row stands: as the store has it, else as whoever asks knows. */
function placed({ table, id, within }: Wanted): Placed {
  const row: object | undefined = store.get(table, id) ?? store.tables[table].base(id);
  return { ...within, ...row, id };
}

function known(ids: readonly (string | undefined)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== undefined);
}

async function readAgain({ id, workspaceId }: Placed): Promise<void> {
  try {
    await readOne(id, workspaceId ? [workspaceId] : [...store.tables.workspaces.rows.keys()]);
  } catch (error) {
    if (!isOutOfSight(error)) throw error;
  }
}

async function readWhole(tasks: readonly Placed[]): Promise<void> {
  const projects = known(tasks.map(({ projectId }) => projectId));
  await Promise.all(projects.map((projectId) => readProject(projectId)));
}
