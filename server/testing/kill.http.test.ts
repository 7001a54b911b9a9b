import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { MeOutput } from '../account/schema.ts';
import type { OpId, TaskId, WorkspaceId } from '../domain/ids.ts';
import type { Page } from '../platform/page.ts';
import type { TaskOutput } from '../task/schema.ts';
import { ApiError, createApi } from './api.ts';
import type { Api } from './api.ts';
import { cairn, createHome, postmasterOf, startInstance } from './instance.ts';
import type { Home, Instance } from './instance.ts';
import { testId } from './world.ts';

const clients = 8;
const rounds = process.env['LONG'] ? 100 : 20;

let home: Home;
let instance: Instance | undefined;
afterEach(async () => {
  await instance?.stop();
  await home.remove();
});

type Op = { workspaceId: WorkspaceId; id: TaskId; title: string; opId: OpId };
/** What clients know: which calls were answered "ok", and which they will send again. */
type Ledger = {
  acknowledged: Map<TaskId, string>;
  unknown: Op[];
  /** Tells of each answer as it comes. */
  news: EventEmitter<{ answer: [] }>;
};

/** One client: sends again what got no answer, then new tasks, one after another, until it is told to end. */
async function client(
  api: Api,
  work: { ledger: Ledger; again: Op[]; workspaceId: WorkspaceId; signal: AbortSignal },
): Promise<void> {
  const { ledger, again, workspaceId, signal } = work;
  while (!signal.aborted) {
    const op = again.shift() ?? {
      workspaceId,
      id: testId<TaskId>(),
      title: `task ${testId()}`,
      opId: testId<OpId>(),
    };
    try {
      const task = await api.mutate<TaskOutput>('task.create', op);
      ledger.acknowledged.set(task.id, op.title);
      ledger.news.emit('answer');
    } catch (error) {
      if (error instanceof ApiError && error.status < 500) throw error;
      ledger.unknown.push(op);
    }
  }
}

async function allTasks(api: Api, workspaceId: WorkspaceId): Promise<TaskOutput[]> {
  const items: TaskOutput[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<TaskOutput> = await api.query('task.list', {
      workspaceId,
      limit: 100,
      sort: 'created',
      ...(cursor ? { cursor } : {}),
    });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}

async function account(): Promise<{ token: string; workspaceId: WorkspaceId }> {
  await cairn(
    home,
    ['user', 'create', '--email', 'ann@example.org', '--name', 'Ann'],
    'correct horse battery',
  );
  const token = await cairn(home, [
    'token',
    'create',
    '--email',
    'ann@example.org',
    '--name',
    'test',
    '--scopes',
    'write',
  ]);
  const me = await createApi(instance?.url ?? '', token).query<MeOutput>('account.me');
  return { token, workspaceId: me.workspaces[0]!.id };
}

/** Writes from eight clients, kills the app, and every second time Postgres in the same moment, and starts again. */
async function killRounds(
  count: number,
  known: { token: string; workspaceId: WorkspaceId },
  moment: 'any' | 'right after an answer',
): Promise<Ledger> {
  const news = new EventEmitter<{ answer: [] }>();
  const ledger: Ledger = { acknowledged: new Map(), unknown: [], news };
  for (let round = 1; round <= count; round += 1) {
    if (!instance) throw new Error('no instance');
    const api = createApi(instance.url, known.token);
    const end = new AbortController();
    const again = ledger.unknown.splice(0);
    const running = Array.from({ length: clients }, () =>
      client(api, { ledger, again, workspaceId: known.workspaceId, signal: end.signal }),
    );
    const ended = Promise.all(running);
    // However slow the machine is, all have written before they are cut off.
    for (let n = 0; n <= clients; n += 1) await Promise.race([once(news, 'answer'), ended]);
    const postmaster = await postmasterOf(home);
    if (moment === 'any') await sleep(Math.random() * 400);
    else await Promise.race([once(news, 'answer'), ended]);
    // Each client still has a call under way: it ends with an answer or without one.
    end.abort();
    if (round % 2 === 0) process.kill(postmaster, 'SIGKILL');
    await instance.kill();
    await ended;
    ledger.unknown.push(...again);
    instance = await startInstance(home);
  }
  return ledger;
}

test(`I1, I2: ${rounds} rounds of kill -9 under writes lose nothing that was acknowledged, and double nothing`, async () => {
  home = await createHome();
  instance = await startInstance(home);
  const known = await account();
  const ledger = await killRounds(rounds, known, 'any');
  const api = createApi(instance.url, known.token);
  for (const op of ledger.unknown) {
    const task = await api.mutate<TaskOutput>('task.create', op);
    ledger.acknowledged.set(task.id, op.title);
  }
  const stored = await allTasks(api, known.workspaceId);
  const titles = stored.map((task) => task.title);
  expect(titles.toSorted()).toEqual([...ledger.acknowledged.values()].toSorted());
  expect(new Set(stored.map((task) => task.number)).size).toBe(stored.length);
  expect(stored.length).toBeGreaterThan(rounds * clients);
}, 600_000);

test('the control: an answer given before the commit is caught', async () => {
  home = await createHome({ CAIRN_BUG: 'answer-before-commit' });
  instance = await startInstance(home);
  const known = await account();
  const ledger = await killRounds(3, known, 'right after an answer');
  const stored = new Set(
    (await allTasks(createApi(instance.url, known.token), known.workspaceId)).map(
      (task) => task.id,
    ),
  );
  const lost = [...ledger.acknowledged.keys()].filter((id) => !stored.has(id));
  expect(lost.length).toBeGreaterThan(0);
}, 300_000);
