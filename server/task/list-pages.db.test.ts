import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDb } from '../../db/client.ts';
import type { ProjectId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import { ranksBetween } from '../domain/rank.ts';
import type { Ctx } from '../platform/context.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import type { TaskOutput, TaskSearchOutput } from './schema.ts';

let stage: Stage;
let member: Person;
beforeAll(async () => {
  stage = await createStage();
  member = await stage.world.person('Member');
  await stage.world.join(stage.workspaceId, member, 'member');
});
afterAll(() => stage.world.close());

const db = () => stage.world.runtime.db;
const run = <T = TaskOutput>(action: Action, input: object, ctx: Ctx = stage.owner.ctx()) =>
  callProcedure(ctx, action, { workspaceId: stage.workspaceId, ...input }) as Promise<T>;
const make = (more: object = {}) =>
  run('task.create', { projectId: stage.projectId, title: 'Task', ...more });
const newProject = async (more: object = {}) =>
  (await run<{ id: ProjectId }>('project.create', { name: 'Project', ...more })).id;
type Page = { items: TaskOutput[]; nextCursor: string | null };
const ids = (tasks: TaskOutput[]) => tasks.map((task) => task.id);

/** All pages of a list. */
async function all(input: object, ctx?: Ctx): Promise<TaskOutput[]> {
  const items: TaskOutput[] = [];
  for (let cursor: string | undefined | null; cursor !== null;) {
    const page: Page = await run<Page>('task.list', { limit: 2, ...input, cursor }, ctx);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

describe('pages', () => {
  test('by creation and by update neither skip nor repeat, also where instants are equal', async () => {
    const projectId = await newProject();
    const tasks: TaskOutput[] = [];
    for (let n = 0; n < 7; n += 1) tasks.push(await make({ projectId }));
    for (const [index, { id }] of tasks.entries()) {
      const minutes = sql`${[3, 1, 1, 2, 1, 5, 4][index]} * interval '1 minute'`;
      await db().execute(sql`
        UPDATE tasks SET created_at = '2026-01-01'::timestamptz + ${minutes}, updated_at = '2026-02-01'::timestamptz - ${minutes} WHERE id = ${id}`);
    }
    const by = (...order: number[]) => order.map((index) => tasks[index]?.id);
    expect(ids(await all({ projectId, sort: 'created' }))).toEqual(by(1, 2, 4, 3, 0, 6, 5));
    expect(ids(await all({ projectId, sort: 'updated' }))).toEqual(by(5, 6, 0, 3, 1, 2, 4));
  });

  test('skip nothing when a row leaves the range while its end is being looked for', async () => {
    const projectId = await newProject();
    const done = await Promise.all(Array.from({ length: 50 }, () => make({ projectId })));
    await run('task.bulk', { taskIds: ids(done), action: 'complete' });
    const open = await make({ projectId });
    const client = await stage.world.runtime.pool.connect();
    let isFirst = true;
    const watched = new Proxy(client, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key, target);
        if (key !== 'query') return typeof value === 'function' ? value.bind(target) : value;
        return async (config: { text: string }, values?: unknown[]) => {
          const answer: unknown = await target.query(config, values);
          if (isFirst && config.text.includes('row_number() OVER')) {
            isFirst = false;
            await db().execute(sql`UPDATE tasks SET deleted_at = now() WHERE id = ${done[0]?.id}`);
          }
          return answer;
        };
      },
    });
    const ctx = { ...stage.owner.ctx(), db: createDb(watched) };
    const found = await all({ projectId, sort: 'order', status: 'open', limit: 1 }, ctx);
    client.release();
    expect(ids(found)).toEqual([open.id]);
    expect(isFirst).toBe(false);
  });

  test('come in JavaScript’s order of keys', async () => {
    const keys = [...ranksBetween(null, null, 6000), ...ranksBetween('Zz', 'a0', 4000)];
    const found = await db().execute<{ order: string }>(sql`
      WITH made AS (
        INSERT INTO tasks (workspace_id, id, project_id, number, title, title_folded, "order", search)
        SELECT ${stage.workspaceId}, gen_random_uuid(), ${await newProject()}, n, 'x', 'x', key, ''
        FROM unnest(${sql.param(keys)}::text[]) WITH ORDINALITY AS keys(key, n) RETURNING "order")
      SELECT "order" FROM made ORDER BY "order"`);
    const order = found.rows.map((row) => row.order);
    expect(order).toHaveLength(10_000);
    expect(order).toEqual(keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  });
});

describe('what a list is asked by', () => {
  test('is NOT_FOUND where it is unknown, deleted or of elsewhere', async () => {
    const { stranger, projectId } = stage;
    const unknown = testId();
    const wrong: [Action, object][] = [
      ['task.list', { labelIds: [unknown] }],
      ['task.list', { assigneeId: unknown }],
      ['task.list', { assigneeId: stranger.userId }],
      ['task.list', { parentId: unknown }],
      ['change.list', { projectId: unknown }],
      ['change.list', { projectId: stranger.inboxId }],
      ['change.list', { projectId: member.inboxId }],
    ];
    for (const [action, input] of wrong)
      await expect(run(action, input), JSON.stringify(input)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    await expect(run('task.list', { assigneeId: member.userId })).resolves.toBeDefined();
    await expect(run('change.list', { projectId })).resolves.toBeDefined();
  });

  test('of a guest is what they know: labels and people of their projects', async () => {
    const guest = stage.reader.ctx();
    const label = (name: string) => run<{ id: string }>('label.create', { name });
    const [used, unused] = [await label('used'), await label('unused')];
    const task = await make({ labelIds: [used.id], assigneeIds: [member.userId] });
    expect(ids(await all({ labelIds: [used.id] }, guest))).toEqual([task.id]);
    expect(ids(await all({ assigneeId: member.userId }, guest))).toEqual([task.id]);
    const other = await stage.world.person('Other guest');
    await stage.world.join(stage.workspaceId, other, 'guest');
    for (const input of [{ labelIds: [unused.id] }, { assigneeId: other.userId }]) {
      await expect(all(input, guest)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(all(input)).resolves.toEqual([]);
    }
  });
});

describe('search', () => {
  const search = async (text: string, more: object = {}, ctx?: Ctx) =>
    run<TaskSearchOutput>('task.search', { text, ...more }, ctx);

  test('shows the best first, over all pages: more in the title, the title, the notes, a comment', async () => {
    const comment = await make({ title: 'Fourth' });
    await run('comment.add', { taskId: comment.id, body: 'a walnut' });
    const notes = await make({ title: 'Third', notes: 'a walnut' });
    const title = await make({ title: 'A walnut' });
    const twice = await make({ title: 'A walnut, walnut' });
    const found: TaskSearchOutput['items'] = [];
    for (let cursor: string | undefined | null; cursor !== null;) {
      const page: TaskSearchOutput = await search('walnut', { limit: 1, cursor });
      found.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(found.map((hit) => hit.task.id)).toEqual(ids([twice, title, notes, comment]));
    expect(found.map((hit) => hit.where)).toEqual(['title', 'title', 'notes', 'comment']);
  });

  test('finds what one may see, however much others have', async () => {
    const theirs = await make({
      title: 'hazelnut',
      projectId: await newProject({ private: true }),
    });
    await db().execute(sql`
      INSERT INTO tasks (workspace_id, id, project_id, number, title, title_folded, "order", search, deleted_at)
      SELECT workspace_id, gen_random_uuid(), CASE WHEN n % 2 = 0 THEN ${stage.projectId}::uuid ELSE project_id END, 10000 + n,
        title, title_folded, 'a', search, CASE WHEN n % 2 = 0 THEN now() END
      FROM tasks, generate_series(1, 5000) n WHERE id = ${theirs.id}`);
    const mine = await make({ title: 'hazelnut' });
    const { items } = await search('hazelnut', {}, member.ctx());
    expect(items.map((hit) => hit.task.id)).toEqual([mine.id]);
  });
});
