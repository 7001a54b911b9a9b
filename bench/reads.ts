import type { ProjectId } from '../server/domain/ids.ts';
import type { ProjectOutput } from '../server/project/schema.ts';
import { seedTasks } from '../server/testing/seed.ts';
import { cpuSeconds } from './process.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';

const sizes = [1000, 100_000] as const;
const calls = 300;

type Sample = { p50: number; p95: number; cpu: number };

/** A page of 50, hot tasks and search over HTTP, in a workspace of 1,000 and one of 100,000 tasks. */
export async function reads(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const pages: Sample[] = [];
  for (const size of sizes) {
    const stage = await openStage();
    try {
      const project = await stage.api.mutate<ProjectOutput>('project.create', {
        workspaceId: stage.workspaceId,
        name: 'Big',
      });
      await seedTasks(stage.db, {
        workspaceId: stage.workspaceId,
        projectId: project.id,
        userId: stage.userId,
        tasks: size,
      });
      const of = `of ${size.toLocaleString('en')} tasks`;
      const page = await sample(stage, () => listPage(stage, project.id));
      pages.push(page);
      figures.push(
        { name: `task.list of 50, ${of}, p50`, value: page.p50, unit: 'ms' },
        { name: `task.list of 50, ${of}, p95`, value: page.p95, unit: 'ms' },
        { name: `task.list of 50, ${of}, CPU of the app`, value: page.cpu, unit: 'ms/call' },
      );
      const hot = await sample(stage, () => stage.api.query('task.listHot', {}));
      figures.push({ name: `task.listHot, ${of}, p50`, value: hot.p50, unit: 'ms' });
      const search = await sample(stage, (n) =>
        stage.api.query('task.search', {
          workspaceId: stage.workspaceId,
          text: `word${n % 997}`,
          limit: 20,
        }),
      );
      figures.push(
        { name: `task.search, ${of}, p50`, value: search.p50, unit: 'ms' },
        { name: `task.search, ${of}, p95`, value: search.p95, unit: 'ms' },
      );
    } finally {
      await stage.close();
    }
  }
  const [small, large] = pages;
  if (small && large) {
    figures.push({
      name: 'task.list: 100,000 against 1,000 tasks',
      value: rounded(large.p50 / small.p50, 2),
      unit: 'x',
      goal: '<= 1.5',
    });
  }
  return figures;
}

function listPage(stage: Stage, projectId: ProjectId): Promise<unknown> {
  return stage.api.query('task.list', { workspaceId: stage.workspaceId, projectId, limit: 50 });
}

async function sample(stage: Stage, call: (n: number) => Promise<unknown>): Promise<Sample> {
  for (let n = 0; n < 50; n += 1) await call(n);
  const before = await cpuSeconds(stage.instance.pid);
  const times: number[] = [];
  for (let n = 0; n < calls; n += 1) {
    const start = performance.now();
    await call(n);
    times.push(performance.now() - start);
  }
  const cpu = ((await cpuSeconds(stage.instance.pid)) - before) / calls;
  return {
    p50: rounded(quantile(times, 0.5), 2),
    p95: rounded(quantile(times, 0.95), 2),
    cpu: rounded(cpu * 1000, 2),
  };
}
