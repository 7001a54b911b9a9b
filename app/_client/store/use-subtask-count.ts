'use client';

import type { TaskOutput } from '../../../server/task/schema.ts';
import { useStore } from './page-store.ts';

type Parent = Pick<TaskOutput, 'id' | 'projectId' | 'status'>;

/** How many open tasks are directly below one; below a closed one those that were closed too. */
export function useSubtaskCount(task: Parent | undefined): number {
  return useStore((store) => {
    if (task === undefined || !store.hasBelow(task.id)) return 0;
    const place = { projectId: task.projectId, sectionId: null, parentId: task.id };
    const closed = task.status === 'open' ? 0 : store.closedIn(place).length;
    return store.openIn(place).length + closed;
  });
}
