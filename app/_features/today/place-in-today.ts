import type { TaskOutput } from '../../../server/task/schema.ts';
import { intend } from '../../_client/intents/late-intents.ts';
import { selectHot } from '../../_client/store/hot.ts';
import type { Hot } from '../../_client/store/hot.ts';
import { store } from '../../_client/store/page-store.ts';
import { inPlan } from '../../_client/store/plan-order.ts';
import { isWritable } from '../../_client/store/writable.ts';
import type { Part } from '../task-list/outline.ts';
import type { PlaceThere } from '../task-list/task-list.tsx';

/** A part of Today, what it is called, and which day it is. */
type Target = { part: Part; title: string; day: string };

/**
 * How tasks are put somewhere in a part of Today. Within their part that is the person's own order; from elsewhere they
 * come into Today alone, where they are due then. Null where they cannot: what makes a task overdue or urgent stays.
 */
export function placeInToday(
  { part, title, day }: Target,
  tasks: readonly TaskOutput[],
): PlaceThere | null {
  const strangersTo = (rows: readonly string[]) => tasks.filter(({ id }) => !rows.includes(id));
  const strange = strangersTo(part.rows.map(({ id }) => id));
  const mayCome = part.key === 'today' && strange.every(isChangeable);
  const last = tasks.at(-1);
  if (!last || (strange.length > 0 && !mayCome)) return null;
  return (to, say) =>
    intend(({ planTasks }) => {
      // What was done before this may have put them elsewhere since.
      const rows = inPlan(store, selectHot(store, day))[part.key as keyof Hot];
      const before = 'by' in to ? pastNext(rows, last.id, to.by) : to.before;
      if (before === undefined) return;
      const coming = strangersTo(rows);
      planTasks(tasks, { rows, before, ...(coming.length > 0 && { dueOn: day }) });
      const moved = new Set<string>(tasks.map(({ id }) => id));
      const at = before === null ? rows.length : rows.indexOf(before);
      const position = rows.slice(0, at).filter((id) => !moved.has(id)).length + tasks.length;
      const size = rows.length + coming.length;
      say({ title: last.title, where: title, kind: 'section', position, size });
    });
}

/** The row before which one stands that goes past the next one; null at the end, undefined where there is no next one. */
function pastNext(rows: readonly string[], id: string, by: 1 | -1): string | null | undefined {
  const at = rows.indexOf(id);
  if (at < 0 || rows[at + by] === undefined) return undefined;
  return rows[by < 0 ? at - 1 : at + 2] ?? null;
}

const isChangeable = ({ projectId }: TaskOutput) => isWritable(store.get('projects', projectId));
