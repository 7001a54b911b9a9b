import type { TaskOutput } from '../../../server/task/schema.ts';
import { intend } from '../../_client/intents/late-intents.ts';
import { store } from '../../_client/store/page-store.ts';
import { isWritable } from '../../_client/store/writable.ts';
import type { Standing } from '../task-list/move-rows.ts';
import type { Part } from '../task-list/outline.ts';

/** A part of Today, what it is called, and which day it is. */
type Target = { part: Part; title: string; day: string };

/**
 * How tasks are put somewhere in a part of Today. Within their part that is the person's own order; from elsewhere they
 * come into Today alone, where they are due then. Null where they cannot: what makes a task overdue or urgent stays.
 */
export function placeInToday(
  { part, title, day }: Target,
  tasks: readonly TaskOutput[],
): ((before: string | null) => Standing) | null {
  const rows = part.rows.map(({ id }) => id);
  const strange = tasks.filter(({ id }) => !rows.includes(id));
  const mayCome = part.key === 'today' && strange.every(isChangeable);
  const last = tasks.at(-1);
  if (!last || (strange.length > 0 && !mayCome)) return null;
  return (before) => {
    const spot = { rows, before, ...(strange.length > 0 && { dueOn: day }) };
    intend(({ planTasks }) => planTasks(tasks, spot));
    const moved = new Set<string>(tasks.map(({ id }) => id));
    const at = before === null ? rows.length : rows.indexOf(before);
    const above = rows.slice(0, at).filter((id) => !moved.has(id));
    const position = above.length + tasks.length;
    const size = rows.length + strange.length;
    return { title: last.title, where: title, kind: 'section', position, size };
  };
}

const isChangeable = ({ projectId }: TaskOutput) => isWritable(store.get('projects', projectId));
