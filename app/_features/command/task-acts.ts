import type { TaskOutput } from '../../../server/task/schema.ts';
import {
  cancelTasks,
  completeTasks,
  deleteTasks,
  editTasks,
  reopenTasks,
} from '../../_client/intents/bulk-tasks.ts';
import { cancelTask, completeTask, reopenTask } from '../../_client/intents/close-task.ts';
import { deleteTask } from '../../_client/intents/delete-task.ts';
import { clearSelected } from '../task-list/selection.ts';
import type { Scene } from './scene.ts';

type ForOne = (task: TaskOutput) => void;
type ForMany = (tasks: readonly TaskOutput[]) => void;

/** One task is told by its title, many by their number. What is done with them ends the selection. */
function act({ tasks, view }: Scene, one: ForOne, many: ForMany): void {
  const [only, ...more] = tasks;
  if (!only) return;
  if (more.length === 0) one(only);
  else many(tasks);
  if (view) clearSelected(view.list);
}

/** Completes what is open; where nothing is, opens it again. */
export function finish(scene: Scene): void {
  const open = scene.tasks.filter(({ status }) => status === 'open');
  if (open.length === 0) act(scene, reopenTask, reopenTasks);
  else act({ ...scene, tasks: open }, completeTask, completeTasks);
}

/** Marks what is open as not to be done any more. */
export function cancel(scene: Scene): void {
  const open = scene.tasks.filter(({ status }) => status === 'open');
  act({ ...scene, tasks: open }, cancelTask, cancelTasks);
}

/** Deletes tasks. */
export function remove(scene: Scene): void {
  act(scene, deleteTask, deleteTasks);
}

/** Gives tasks a priority, 0 none to 3 urgent. */
export function rank({ tasks }: Scene, priority: number): void {
  editTasks(
    tasks.filter((task) => task.priority !== priority),
    { set: { priority } },
  );
}
