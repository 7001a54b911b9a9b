import { dayOf, now } from '../clock.ts';
import { read } from '../sending/read.ts';
import { selectHot } from '../store/hot.ts';
import { store } from '../store/page-store.ts';
import { readPlans, readRelations } from './read-lists.ts';
import { refresh } from './refresh.ts';

/** So many the server names at most. */
const most = 200;

/** What the person needs today and their plan, over all workspaces. What only this page still takes for it is read again. */
export async function readHot(): Promise<void> {
  const mark = store.mark();
  // Together, so that no task is seen where it does not stay.
  const [{ items }] = await Promise.all([read('task.listHot', {}), readPlans()]);
  store.put('tasks', items, mark);
  if (items.length >= most) return;
  const named = new Set(items.map(({ id }) => id));
  await refresh(doubtful(named));
  // They are as they were shown: what blocks them may not be here.
  await Promise.all(doubtful(named).map(({ id }) => readRelations(id)));
}

/** The tasks that the page shows in Today as the server once said, and of which it says so no more. */
function doubtful(named: ReadonlySet<string>) {
  const [me] = store.tables.users.rows.values();
  if (!me) return [];
  const shown = Object.values(selectHot(store, dayOf(now(), me))).flat();
  return shown.flatMap((id) => {
    const known = store.tables.tasks.base(id);
    return known && !named.has(id) ? [{ table: 'tasks' as const, id, within: known }] : [];
  });
}
