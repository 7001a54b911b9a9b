'use client';

import type { TaskOutput } from '../../../server/task/schema.ts';
import { may } from '../../_client/store/may.ts';
import { useStore } from '../../_client/store/page-store.ts';

/** True where the person may change a task; also while its project is not known here, which the server then judges. */
export function useMayWrite(task: TaskOutput | undefined): boolean {
  return useStore((store) => {
    const project = task && store.get('projects', task.projectId);
    if (!project) return true;
    return may('task.update', { workspace: store.get('workspaces', project.workspaceId), project });
  });
}
