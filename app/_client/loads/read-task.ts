import { CallError } from '../sending/call-error.ts';
import { read } from '../sending/read.ts';
import { store } from '../store/page-store.ts';
import { readComments } from './read-lists.ts';
import { readPages } from './read-tasks.ts';

/** A task with its subtasks and comments. @throws CallError, `NOT_FOUND` where nobody here may see it */
export async function readTask(taskId: string): Promise<void> {
  const known = store.get('tasks', taskId);
  // Made here a moment ago: the server may not have it yet, and has nothing to add.
  if (known?.version === 0) return;
  const workspaceIds = known ? [known.workspaceId] : [...store.tables.workspaces.rows.keys()];
  const task = await firstFound(
    workspaceIds.map((workspaceId) => read('task.get', { workspaceId, taskId })),
  );
  store.put('tasks', [task]);
  await Promise.all([
    readPages({ workspaceId: task.workspaceId, parentId: taskId }),
    readComments(taskId),
  ]);
}

/** The id of the task with a key like `HOME-12`; old keys lead to it too. Null where there is none. */
export async function findByKey(key: string): Promise<string | null> {
  const wanted = key.toUpperCase();
  for (const task of store.tables.tasks.rows.values()) if (task.key === wanted) return task.id;
  for (const workspaceId of store.tables.workspaces.rows.keys()) {
    const { items } = await read('task.search', { workspaceId, text: wanted, limit: 5 });
    const hit = items.find(({ where }) => where === 'key');
    if (!hit) continue;
    store.put('tasks', [hit.task]);
    return hit.task.id;
  }
  return null;
}

async function firstFound<T>(asked: Promise<T>[]): Promise<T> {
  const answers = await Promise.allSettled(asked);
  const found = answers.find((answer) => answer.status === 'fulfilled');
  if (found) return found.value;
  const failures = answers.flatMap((answer) =>
    answer.status === 'rejected' ? [failure(answer.reason)] : [],
  );
  const passing = failures.find(({ code }) => code !== 'NOT_FOUND');
  throw passing ?? failures[0] ?? new CallError('NOT_FOUND', 'There is no such task here.');
}

function failure(cause: unknown): CallError {
  return cause instanceof CallError
    ? cause
    : new CallError('UNREACHABLE', String(cause), { cause });
}
