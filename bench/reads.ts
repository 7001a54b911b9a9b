import type { Page } from '../server/platform/page.ts';
import type { ProjectOutput } from '../server/project/schema.ts';
import type { TaskOutput } from '../server/task/schema.ts';
import { seedTasks } from '../server/testing/seed.ts';
import { cpuSeconds } from './process.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';

const small = 1000;
const large = 100_000;
const warm = 50;
const calls = 300;

/** A stage with one project of many tasks. */
type Filled = { stage: Stage; list: object; cursor: string | null };
type Read = { name: string; call: (filled: Filled, n: number) => Promise<unknown> };

const reads: Read[] = [
  {
    name: 'task.list of 50, a project by order',
    call: ({ stage, list }) => stage.api.query('task.list', { ...list, limit: 50 }),
  },
  {
    name: 'task.list of 50, its tenth page',
    call: ({ stage, list, cursor }) => stage.api.query('task.list', { ...list, limit: 50, cursor }),
  },
  {
    name: 'task.list of 50, a workspace by due',
    call: ({ stage }) =>
      stage.api.query('task.list', { workspaceId: stage.workspaceId, sort: 'due', limit: 50 }),
  },
  { name: 'task.listHot', call: ({ stage }) => stage.api.query('task.listHot', {}) },
  {
    name: 'task.search',
    call: ({ stage }, n) =>
      stage.api.query('task.search', {
        workspaceId: stage.workspaceId,
        text: `word${n % 997}`,
        limit: 20,
      }),
  },
];

/** Reads over HTTP, call by call in turn from an instance of 1,000 tasks and one of 100,000. */
export async function reading(): Promise<Figure[]> {
  const stages: Filled[] = [];
  try {
    for (const tasks of [small, large]) stages.push(await fill(tasks));
    const [few, many] = stages as [Filled, Filled];
    const figures: Figure[] = [];
    for (const read of reads) figures.push(...(await compare(read, few, many)));
    return figures;
  } finally {
    for (const { stage } of stages) await stage.close();
  }
}

async function fill(tasks: number): Promise<Filled> {
  // What Postgres and the way there cost; answers that are kept have a bench of their own.
  const stage = await openStage({ env: { CAIRN_CACHE: 'off' } });
  const { workspaceId, userId, db } = stage;
  const { id } = await stage.api.mutate<ProjectOutput>('project.create', {
    workspaceId,
    name: 'Big',
  });
  await seedTasks(db, { workspaceId, projectId: id, userId, tasks });
  const list = { workspaceId, projectId: id };
  let cursor: string | null = null;
  for (let page = 1; page < 10; page += 1) {
    const answer: Page<TaskOutput> = await stage.api.query('task.list', {
      ...list,
      limit: 50,
      ...(cursor ? { cursor } : {}),
    });
    cursor = answer.nextCursor;
  }
  return { stage, list, cursor };
}

/** In turn, so that a machine that changes its speed does so for both. */
async function compare({ name, call }: Read, few: Filled, many: Filled): Promise<Figure[]> {
  for (let n = 0; n < warm; n += 1) await Promise.all([call(few, n), call(many, n)]);
  const times: Record<'few' | 'many', number[]> = { few: [], many: [] };
  const before = await cpuSeconds(many.stage.instance.pid);
  for (let n = 0; n < calls; n += 1) {
    times.few.push(await timed(() => call(few, n)));
    times.many.push(await timed(() => call(many, n)));
  }
  const cpu = ((await cpuSeconds(many.stage.instance.pid)) - before) / calls;
  const [p50, p95] = [quantile(times.many, 0.5), quantile(times.many, 0.95)];
  return [
    {
      name,
      value: rounded(p50, 2),
      unit: 'ms',
      note: `p50 of ${large.toLocaleString('en')} tasks; p95 ${rounded(p95, 2)} ms, CPU of the app ${rounded(cpu * 1000, 2)} ms a call`,
    },
    {
      name: `${name}: against ${small.toLocaleString('en')} tasks`,
      value: rounded(p50 / quantile(times.few, 0.5), 2),
      unit: 'x',
      ...(name.startsWith('task.list ') ? { goal: '<= 1.5' } : {}),
    },
  ];
}

async function timed(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}
