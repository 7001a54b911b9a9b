import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../../server/testing/api.ts';
import type { Told } from './tell.ts';

type Listed = { items: { id: string; title: string; status: string }[] };

const most = 6;
/** Milliseconds until the first comes due: so long a busy machine may take to hear of it. */
const soon = 5000;
const between = 200;

/** Reminds the person of some of their tasks, of which they have seen half, and of the first one again later. */
export async function remind(api: Api, { workspaceId, projects, taskId }: Told): Promise<void> {
  const add = (id: string, when: object) =>
    api.mutate('reminder.create', { workspaceId, taskId: id, when });
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  await add(taskId, { kind: 'local', day: inDays(2).slice(0, 10), time: '18:30' });
  const [project] = projects;
  const asked = { workspaceId, projectId: project?.id, status: 'open', limit: most };
  const { items } = await api.query<Listed>('task.list', asked);
  for (const { id } of items) {
    await add(id, { kind: 'instant', at: new Date(Date.now() + soon).toISOString() });
    await sleep(between);
  }
  const all = await allTold(api, items.length);
  const ids = all.slice(all.length / 2).map(({ id }) => id);
  await api.mutate('notification.markRead', { ids });
}

/** The worker looks each second. */
async function allTold(api: Api, count: number): Promise<Listed['items']> {
  for (;;) {
    const { items } = await api.query<Listed>('notification.list', {});
    if (items.length >= count) return items;
    await sleep(between);
  }
}
