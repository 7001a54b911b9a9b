import { isUnkept, keepOutbox, outbox } from '../sending/sync.ts';
import { addTasks } from './add-task.ts';
import { completeTask, reopenTask } from './close-task.ts';
import { renameTask } from './edit-task.ts';
import { addLabel } from './labels.ts';
import { moveTasks } from './move-task.ts';
import { clearPlan, planTasks } from './plan-tasks.ts';
import { addProject, renameProject } from './projects.ts';
import { addSection, moveSection, renameSection } from './sections.ts';
import { redoLast, undoLast } from './undo.ts';

/** What can be done in the first view of a page, with what shows, keeps and sends it: see `late-intents.ts`. */
export const firstIntents = {
  addLabel,
  addProject,
  addSection,
  addTasks,
  clearPlan,
  completeTask,
  moveSection,
  moveTasks,
  planTasks,
  redoLast,
  renameProject,
  renameSection,
  renameTask,
  reopenTask,
  undoLast,
  isUnkept,
  keepOutbox,
  outbox,
};
