import { createCell } from '../store/cell.ts';
import type { Cell } from '../store/cell.ts';
import { store } from '../store/page-store.ts';
import type { FilterSort } from '../../../server/domain/enums.ts';
import type { Reads } from '../contract.ts';
import { read } from '../sending/read.ts';
import { asking } from './asking.ts';

/** So many tasks of a filter are read; what comes after them is not looked at by anybody. */
const mostTasks = 2_000;
const pageSize = 200;
const mostKept = 30;
/** A call may find nothing and go on: so many of them are made at most. */
const mostPages = 40;

const answers = new Map<string, Cell<readonly string[]>>();

/** Which tasks the server said a filter finds, in its order; empty until it has. */
export function answerOf(id: string): Cell<readonly string[]> {
  const cell = answers.get(id) ?? createCell<readonly string[]>([]);
  // What is asked for last goes last.
  answers.delete(id);
  answers.set(id, cell);
  for (const old of [...answers.keys()].slice(0, -mostKept)) answers.delete(old);
  return cell;
}

/** The name of a reading: the workspace, the order, and the filter's text. */
export const filterLoadId = (workspaceId: string, sort: FilterSort, text: string): string =>
  `${workspaceId} ${sort} ${text}`;

/** Reads what a filter finds into the store. @param id as `filterLoadId` makes it @throws CallError */
export async function readFiltered(id: string): Promise<void> {
  const [workspaceId = '', sort = 'due', ...text] = id.split(' ');
  const isLatest = asking(`filter ${id}`);
  const input = { workspaceId, sort: sort as FilterSort, filter: text.join(' '), limit: pageSize };
  const found: string[] = [];
  let cursor: string | null = null;
  let pages = 0;
  do {
    const askedAt = store.mark();
    const page: Reads['task.filter']['output'] = await read('task.filter', {
      ...input,
      ...(cursor !== null && { cursor }),
    });
    if (!isLatest()) return;
    const tasks = page.items.map(({ task }) => task);
    store.put('tasks', tasks, askedAt);
    found.push(...tasks.map((task) => task.id));
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor !== null && found.length < mostTasks && pages < mostPages);
  answerOf(id).set(found);
}
