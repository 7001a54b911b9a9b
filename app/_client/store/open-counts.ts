import type { TaskOutput } from '../../../server/task/schema.ts';

/** How the number of open tasks in each project has changed since the server counted them. */
export type OpenCounts = {
  /** Open tasks more (or fewer) than the server's own count of this project. */
  delta(projectId: string): number;
  change(before: TaskOutput | undefined, after: TaskOutput | undefined): void;
  /** Runs changes that a person made: rows that come or go in it count as made or removed, not as seen. */
  byHand(work: () => void): void;
  /** The server has counted these projects again. `pending` are rows as it knows them and as they look here. */
  reset(
    projectIds: ReadonlySet<string>,
    pending: Iterable<readonly [TaskOutput | undefined, TaskOutput | undefined]>,
  ): void;
};

/** Counts from zero. */
export function createOpenCounts(): OpenCounts {
  const deltas = new Map<string, number>();
  let hands = 0;

  const add = (task: TaskOutput | undefined, by: number) => {
    if (task?.status === 'open') deltas.set(task.projectId, (deltas.get(task.projectId) ?? 0) + by);
  };

  return {
    delta: (projectId) => deltas.get(projectId) ?? 0,
    change(before, after) {
      if ((!before || !after) && hands === 0) return;
      add(before, -1);
      add(after, 1);
    },
    byHand(work) {
      hands += 1;
      try {
        work();
      } finally {
        hands -= 1;
      }
    },
    reset(projectIds, pending) {
      for (const projectId of projectIds) deltas.delete(projectId);
      for (const [before, after] of pending) {
        if (before && projectIds.has(before.projectId)) add(before, -1);
        if (after && projectIds.has(after.projectId)) add(after, 1);
      }
    },
  };
}
