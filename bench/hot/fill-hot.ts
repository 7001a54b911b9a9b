import type { Stage } from '../stage.ts';

/** So many tasks of one person that are hot today, made through the contract. */
export async function fillHot({ api, workspaceId }: Stage, tasks: number): Promise<void> {
  const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  for (let n = 1; n <= tasks; n += 1) {
    await api.mutate('task.create', {
      workspaceId,
      title: `Task ${n} that somebody needs today`,
      notes: `What to think of, ${n} of ${tasks}`,
      priority: n % 4,
      dueOn: yesterday,
    });
  }
}
