import { sql } from 'drizzle-orm';
import type { MeOutput } from '../server/account/schema.ts';
import type { ProjectId } from '../server/domain/ids.ts';
import type { ProjectOutput } from '../server/project/schema.ts';
import type { TaskSearchOutput } from '../server/task/schema.ts';
import { createApi } from '../server/testing/api.ts';
import type { Api } from '../server/testing/api.ts';
import { cpuSeconds } from './process.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';
import { fillSearch } from './search/fill.ts';
import { asked } from './search/questions.ts';
import type { Kind } from './search/questions.ts';
import { createToken, openStage } from './stage.ts';
import type { Stage } from './stage.ts';

const tasks = 100_000;
const projects = 8;
/** Of them, and of so many tasks, the person who searches for the last kind sees one project alone. */
const few = 250;
const rounds = 4;
const goal = '<= 30';

type Caller = { api: Api; kinds: readonly Kind[]; of: string };
type Measured = { name: string; times: number[]; found: number };

/** Searches over HTTP among 100,000 tasks, kind by kind in turn, by one who sees them all and by others who do not. */
export async function search(): Promise<Figure[]> {
  // What Postgres and the way there cost; answers that are kept have a bench of their own.
  const stage = await openStage({ env: { CAIRN_CACHE: 'off' } });
  try {
    const callers = await prepare(stage);
    const figures: Figure[] = [];
    for (const caller of callers) figures.push(...(await measure(stage, caller)));
    return figures;
  } finally {
    await stage.close();
  }
}

async function prepare(stage: Stage): Promise<Caller[]> {
  const { api, db, workspaceId, userId } = stage;
  const projectIds: ProjectId[] = [];
  for (let n = 0; n < projects; n += 1) {
    const made = await api.mutate<ProjectOutput>('project.create', {
      workspaceId,
      name: `Project ${n + 1}`,
      private: n % 2 === 1,
    });
    projectIds.push(made.id);
  }
  await fillSearch(db, { workspaceId, userId, projectIds, tasks });
  const member = await join(stage, 'member');
  const guest = await join(stage, 'guest');
  const own = await api.mutate<ProjectOutput>('project.create', {
    workspaceId,
    name: 'Own',
    private: true,
  });
  await db.execute(sql`INSERT INTO project_members (workspace_id, project_id, user_id, "right")
    VALUES (${workspaceId}, ${own.id}, ${guest.userId}, 'write')`);
  await db.execute(sql`UPDATE tasks SET project_id = ${own.id}, number = number + ${tasks}
    WHERE workspace_id = ${workspaceId} AND number % ${tasks / few} = 0`);
  await db.execute(sql`VACUUM ANALYZE`);
  return [
    { api, kinds: asked, of: '' },
    { api: member.api, kinds: asked, of: ', half of them others’ private ones' },
    { api: guest.api, kinds: asked, of: `, all but ${few} of them others’` },
  ];
}

/** Makes an account that is a member of the workspace with this role. */
async function join({ db, home, instance, workspaceId }: Stage, role: 'member' | 'guest') {
  const token = await createToken(home, { email: `${role}@example.org`, name: role });
  const api = createApi(instance.url, token);
  const { user } = await api.query<MeOutput>('account.me');
  await db.execute(
    sql`INSERT INTO members (workspace_id, user_id, role) VALUES (${workspaceId}, ${user.id}, ${role})`,
  );
  return { api, userId: user.id };
}

async function measure(stage: Stage, { api, kinds, of }: Caller): Promise<Figure[]> {
  const measured: Measured[] = kinds.map(({ name }) => ({ name, times: [], found: 0 }));
  const round = async (isMeasured: boolean) => {
    for (const [index, { texts }] of kinds.entries())
      for (const text of texts) {
        const start = performance.now();
        const { items } = await ask(stage, api, text);
        if (!isMeasured) continue;
        measured[index]!.times.push(performance.now() - start);
        measured[index]!.found += items.length;
      }
  };
  await round(false);
  const before = await cpuSeconds(stage.instance.pid);
  const database = await databaseCpu(stage);
  for (let n = 0; n < rounds; n += 1) await round(true);
  const calls = measured.reduce((sum, { times }) => sum + times.length, 0);
  const cpu = {
    app: ((await cpuSeconds(stage.instance.pid)) - before) / calls,
    database: ((await databaseCpu(stage)) - database) / calls,
  };
  const all = { name: 'all kinds', times: measured.flatMap(({ times }) => times), found: 0 };
  return [all, ...(of === '' ? measured : [])].map((one) =>
    figureOf(one, { of, cpu, isAll: one === all }),
  );
}

const ask = ({ workspaceId }: Stage, api: Api, text: string) =>
  api.query<TaskSearchOutput>('task.search', { workspaceId, text, limit: 20 });

/** CPU seconds that the connections to Postgres have used. */
async function databaseCpu({ db }: Stage): Promise<number> {
  const { rows } = await db.execute<{ pid: number }>(
    sql`SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'`,
  );
  let seconds = 0;
  for (const { pid } of rows) seconds += await cpuSeconds(pid);
  return seconds;
}

type Of = { of: string; isAll: boolean; cpu: { app: number; database: number } };

function figureOf({ name, times, found }: Measured, { of, isAll, cpu }: Of): Figure {
  const ms = (share: number) => rounded(quantile(times, share), 2);
  const more = isAll
    ? `CPU of the app ${rounded(cpu.app * 1000, 2)} ms and of Postgres ${rounded(cpu.database * 1000, 2)} ms a call`
    : `${rounded(found / times.length)} found`;
  return {
    name: `task.search among ${tasks.toLocaleString('en')} tasks${of}: ${name}, p95`,
    value: ms(0.95),
    unit: 'ms',
    ...(isAll && { goal }),
    note: `p50 ${ms(0.5)} ms, p99 ${ms(0.99)} ms; ${more}`,
  };
}
