import { setTimeout as sleep } from 'node:timers/promises';
import type { ProjectOutput } from '../server/project/schema.ts';
import { seedTasks } from '../server/testing/seed.ts';
import { crowd } from './crowd.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';
import { openStage } from './stage.ts';

const seconds = 6;
const rounds = 3;
const connections = 32;
const times = 10;
/** Who waits for an answer asks nothing: only so many more connections ask as often as they should. */
const crowding = 4;
const patience = 1000;
/** So many times the peak at least must really have been asked in each round. */
const least = 9;

/** How much is still answered in time when ten times as many ask as can be served. */
export async function overload(): Promise<Figure[]> {
  // What lies ready is told faster than one program can ask ten times as often.
  const stage = await openStage({ env: { CAIRN_CACHE: 'off' } });
  try {
    const { workspaceId, userId, db, api, token, instance } = stage;
    const { id } = await api.mutate<ProjectOutput>('project.create', { workspaceId, name: 'Big' });
    await seedTasks(db, { workspaceId, projectId: id, userId, tasks: 1000 });
    const input = encodeURIComponent(JSON.stringify({ workspaceId, projectId: id, limit: 50 }));
    const { host, port } = new URL(instance.url);
    const request = [
      `GET /api/trpc/task.list?input=${input} HTTP/1.1`,
      `host: ${host}`,
      `authorization: Bearer ${token}`,
      '',
      '',
    ].join('\r\n');
    const by = { port: Number(port), request, patience, seconds };
    await crowd({ ...by, connections, rate: null });
    const peaks: number[] = [];
    const shares: number[] = [];
    const slow: number[] = [];
    const loads: number[] = [];
    let away = 0;
    let asked = 0;
    for (let round = 0; round < rounds; round += 1) {
      // What was asked last is still worked on.
      await sleep(1500);
      const calm = await crowd({ ...by, connections, rate: null });
      const peak = Math.max(1, calm.good / seconds);
      const all = { ...by, connections: connections * times * crowding, rate: peak * times };
      const { good, away: turned, other, times: took } = await crowd(all);
      peaks.push(peak);
      shares.push(good / seconds / peak);
      slow.push(quantile(took, 0.95));
      loads.push((good + turned + other) / seconds / peak);
      away += turned;
      asked += good + turned + other;
    }
    if (Math.min(...loads) < least)
      throw new Error(`only ${rounded(Math.min(...loads), 1)} times the peak was asked`);
    const middle = (values: number[]) => quantile(values, 0.5);
    const spread = `${rounded(Math.min(...shares), 2)} to ${rounded(Math.max(...shares), 2)} in ${rounds} rounds`;
    return [
      {
        name: 'task.list of 50 from one process, at peak',
        value: rounded(middle(peaks), 0),
        unit: 'a second',
        note: `${connections} connections; app, Postgres and callers share this machine`,
      },
      {
        name: `Answered in time at ${times} times that load`,
        value: rounded(middle(shares), 2),
        unit: 'of peak',
        goal: '>= 0.8',
        note: `within ${patience} ms; ${spread}; ${rounded(Math.min(...loads), 1)} to ${rounded(Math.max(...loads), 1)} times were asked; ${rounded((100 * away) / asked, 0)} % are told at once to come again`,
      },
      {
        name: `p95 of what is answered at ${times} times the load`,
        value: rounded(middle(slow), 0),
        unit: 'ms',
      },
    ];
  } finally {
    await stage.close();
  }
}
