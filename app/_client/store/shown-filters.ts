const shown = new Map<string, number>();

/** Notes that what a filter finds in a workspace is on the screen: whatever changes there may come into it. @returns a way to stop */
export function noteFilter(workspaceId: string): () => void {
  const add = (more: number) => shown.set(workspaceId, (shown.get(workspaceId) ?? 0) + more);
  add(1);
  return () => void add(-1);
}

/** True where a filter is shown that looks at the tasks of a workspace. */
export const isFiltered = (workspaceId: string): boolean => (shown.get(workspaceId) ?? 0) > 0;
