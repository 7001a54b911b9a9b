import type { TaskOutput } from '../../../server/task/schema.ts';
import { fold } from '../../../server/domain/fold.ts';
import { navigate } from '../../_client/router.ts';
import { store } from '../../_client/store/page-store.ts';
import { openTask } from '../shell/open-task.ts';
import { taskPath } from '../task-panel/task-path.ts';
import type { Match } from './match.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { TaskMark } from './task-mark.tsx';

/** Rows never change, they are replaced: so what was folded once stays right. */
const folded = new WeakMap<TaskOutput, string>();

function textOf(task: TaskOutput): string {
  const known = folded.get(task);
  if (known !== undefined) return known;
  const text = fold(`${task.title} ${task.key}`);
  folded.set(task, text);
  return text;
}

const most = 40;

/** Folds what is not folded yet, so that the first letter does not wait for it. */
export function foldTasks(): void {
  for (const task of store.tables.tasks.rows.values()) textOf(task);
}

/** The loaded tasks that match, best first, as many as could be shown; thousands are looked at for each letter. */
export function matchTasks(match: Match): TaskOutput[] {
  const best: { task: TaskOutput; score: number }[] = [];
  for (const task of store.tables.tasks.rows.values()) {
    const whole = match(textOf(task));
    const score = task.status === 'open' ? whole : whole / 2;
    if (score === 0 || (best.length === most && score <= (best.at(-1)?.score ?? 0))) continue;
    const at = best.findIndex((other) => other.score < score);
    best.splice(at < 0 ? best.length : at, 0, { task, score });
    best.length = Math.min(best.length, most);
  }
  return best.map(({ task }) => task);
}

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
