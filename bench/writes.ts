import type { WorkspaceId } from '../server/domain/ids.ts';
import type { WorkspaceOutput } from '../server/workspace/schema.ts';
import { cpuSeconds } from './process.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';

const warm = 200;
const single = 1000;
const seconds = 5;
const clients = 16;

/** `task.create` over HTTP with a token: one after another, then as many as go into one workspace and into many. */
export async function writes(): Promise<Figure[]> {
  const stage = await openStage();
  try {
    for (let n = 0; n < warm; n += 1) await create(stage, stage.workspaceId);
    const before = await cpuSeconds(stage.instance.pid);
    const times: number[] = [];
    for (let n = 0; n < single; n += 1) {
      const start = performance.now();
      await create(stage, stage.workspaceId);
      times.push(performance.now() - start);
    }
    const cpu = ((await cpuSeconds(stage.instance.pid)) - before) / single;
    const many = await workspaces(stage);
    return [
      {
        name: 'task.create p50',
        value: rounded(quantile(times, 0.5), 2),
        unit: 'ms',
        note: `${single} calls, one after another`,
      },
      { name: 'task.create p95', value: rounded(quantile(times, 0.95), 2), unit: 'ms' },
      { name: 'task.create CPU of the app', value: rounded(cpu * 1000, 2), unit: 'ms/call' },
      {
        name: 'writes into one workspace',
        value: await rate(stage, [stage.workspaceId]),
        unit: '/s',
        note: `${clients} clients, ${seconds} s`,
      },
      {
        name: 'writes into many workspaces',
        value: await rate(stage, many),
        unit: '/s',
        note: `${clients} clients, ${many.length} workspaces`,
      },
    ];
  } finally {
    await stage.close();
  }
}

function create(stage: Stage, workspaceId: WorkspaceId): Promise<unknown> {
  return stage.api.mutate('task.create', {
    workspaceId,
    title: 'Measure twice',
    dueOn: '2026-12-01',
  });
}

async function workspaces(stage: Stage): Promise<WorkspaceId[]> {
  const made: WorkspaceId[] = [];
  while (made.length < clients) {
    made.push(
      (
        await stage.api.mutate<WorkspaceOutput>('workspace.create', {
          name: `Bench ${made.length}`,
        })
      ).id,
    );
  }
  return made;
}

async function rate(stage: Stage, into: WorkspaceId[]): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const run = async (client: number) => {
    const workspaceId = into[client % into.length]!;
    while (performance.now() < end) {
      await create(stage, workspaceId);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => run(client)));
  return Math.round(done / seconds);
}
