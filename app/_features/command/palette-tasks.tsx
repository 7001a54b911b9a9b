import type { TaskOutput } from '../../../server/task/schema.ts';
import { navigate } from '../../_client/router.ts';
import { store } from '../../_client/store/page-store.ts';
import { openTask } from '../shell/open-task.ts';
import { taskPath } from '../task-panel/task-path.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { TaskMark } from './task-mark.tsx';

/** A task as a row of the palette: Enter goes to it, Ctrl+Enter opens it beside the present view. */
export function taskEntry(
  task: TaskOutput,
  group: 'tasks' | 'recent',
  inbox: string,
): PaletteEntry {
  const project = store.get('projects', task.projectId);
  const place = project?.isInbox ? inbox : project?.name;
  return {
    id: `${group} ${task.id}`,
    group,
    label: task.title,
    icon: <TaskMark status={task.status} priority={task.priority} />,
    hint: [place, task.key].filter(Boolean).join(' · '),
    isClosed: task.status !== 'open',
    run: (how) => {
      if (how === 'inPlace' || task.key === '') openTask(task.id);
      else navigate(taskPath(task));
    },
  };
}
