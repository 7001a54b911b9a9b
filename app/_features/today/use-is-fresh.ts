'use client';

import { useStore } from '../../_client/store/page-store.ts';

/** True for an account in which nothing was made yet: no task, no project beside the inbox. */
export function useIsFresh(): boolean {
  return useStore((store) => {
    const projects = [...store.tables.projects.rows.values()];
    return (
      store.tables.tasks.rows.size === 0 &&
      projects.length > 0 &&
      projects.every((project) => project.isInbox && (project.openCount ?? 0) === 0)
    );
  });
}
