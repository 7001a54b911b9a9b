import type { TaskOutput } from '../task/schema.ts';
import type { Account } from './fleet/account.ts';
import type { Instance } from './instance.ts';

/** With this environment an instance tells its numbers. */
export const metricsEnv = { METRICS_TOKEN: 'a-token-of-sixteen-letters' };
export const hitsOfTask = 'cairn_cache_answers_total{kind="task.get",outcome="hit"}';

/** A number of an instance's metrics; 0 where it is not told. */
export async function metricOf(instance: Instance, name: string): Promise<number> {
  const headers = { authorization: `Bearer ${metricsEnv.METRICS_TOKEN}` };
  const text = await (await fetch(`${instance.url}/metrics`, { headers })).text();
  const line = text.split('\n').find((one) => one.startsWith(name));
  return Number(line?.slice(name.length) ?? 0);
}

/** Writes and reads; a request that fails is thrown. @returns the titles that were read, each right after it was written */
export async function work({ api, workspaceId }: Account, times: number): Promise<string[]> {
  const read: string[] = [];
  const made = { workspaceId, title: 'first' };
  const { id: taskId } = await api.mutate<TaskOutput>('task.create', made);
  for (let time = 0; time < times; time += 1) {
    const set = { title: `title ${time}` };
    await api.mutate('task.update', { workspaceId, taskId, set });
    const task = await api.query<TaskOutput>('task.get', { workspaceId, taskId });
    await api.query('task.list', { workspaceId });
    read.push(task.title);
  }
  return read;
}

/** What `work` reads where nothing is stale. */
export const titles = (times: number) =>
  Array.from({ length: times }, (_, time) => `title ${time}`);
