import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { noticeScope } from '../cache/keys.ts';
import type { GroupId, OpId, ReminderId, TaskId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { pushable } from '../sync/schema.ts';
import type { SyncAnswer, SyncOp, SyncPushInput } from '../sync/schema.ts';
import { createTask } from '../task/create-task.ts';
import { createPool } from '../../db/client.ts';
import { patience } from '../../db/testing/database.ts';
import { recordStatements } from '../testing/statements.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { callProcedure } from './call-procedure.ts';
import { pushOps } from './push-ops.ts';

type Op = { opId?: OpId; procedure: SyncOp['procedure']; input: Record<string, unknown> };

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

const withIds = (ops: Op[]) => ops.map((op) => ({ opId: testId<OpId>(), ...op })) as SyncOp[];
const push = async (ops: SyncOp[], ctx: Ctx = stage.owner.ctx()): Promise<SyncAnswer[]> => {
  const { workspaceId } = stage;
  const told = await pushOps(ctx, { workspaceId, contract: 1, ops });
  return told.status === 'done' ? told.answers : [];
};
const create = (id: TaskId, title = 'Task', more: object = {}): Op => ({
  procedure: 'task.create',
  input: { id, title, projectId: stage.projectId, ...more },
});
const db = () => stage.world.runtime.db;
const titled = async (title: string) =>
  (await db().execute(sql`SELECT id, status FROM tasks WHERE title = ${title}`)).rows;

type Sent = SyncPushInput & { opId?: OpId };

fiveTests<Sent, unknown>({
  name: 'sync.push',
  // One operation, whose refusal is the call's: a push as a whole is only refused to who may not come in.
  verb: async (ctx, { opId = testId<OpId>(), workspaceId, contract, ops: [op], ...more }) => {
    const ops = op ? [{ ...op, opId, input: { ...op.input, ...more } }] : [];
    const told = await pushOps(ctx, { workspaceId, contract, ops });
    const [answer] = told.status === 'done' ? told.answers : [];
    if (answer?.status === 'refused') throw new CairnError(answer.code, answer.message);
    return answer?.output;
  },
  input: async ({ workspaceId, projectId }) => ({
    workspaceId,
    contract: 1,
    ops: withIds([{ procedure: 'task.create', input: { title: 'Pushed', projectId } }]),
  }),
  happy: (output) => expect(output).toMatchObject({ title: 'Pushed', status: 'open' }),
});

describe('a push', () => {
  test('runs its operations in their order, each after what the one before did', async () => {
    const id = testId<TaskId>();
    const ops = withIds([
      create(id, 'Chained'),
      { procedure: 'task.update', input: { taskId: id, set: { priority: 3 } } },
      { procedure: 'comment.add', input: { taskId: id, body: 'said' } },
      { procedure: 'task.complete', input: { taskId: id } },
    ]);
    const answers = await push(ops);
    expect(answers.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
    const seqs = answers.map((answer) => answer.status === 'ok' && answer.seq);
    expect(seqs).toEqual([0, 1, 2, 3].map((n) => Number(seqs[0]) + n));
    expect(answers.at(-1)).toMatchObject({
      output: { priority: 3, status: 'done', commentCount: 1 },
    });
    expect(await push(ops)).toEqual(answers);
    expect(await titled('Chained')).toEqual([{ id, status: 'done' }]);
  });

  test('undoes a refused operation alone, and says why', async () => {
    const [first, second] = [testId<TaskId>(), testId<TaskId>()];
    const [unknown, other] = [testId(), stage.stranger.inboxId];
    const answers = await push(
      withIds([
        create(first, 'Before'),
        { procedure: 'task.complete', input: { taskId: unknown } },
        create(testId(), 'Elsewhere', { projectId: other }),
        { procedure: 'task.update', input: { taskId: first, set: { priority: 9 } } },
        create(first, 'Again'),
        create(second, 'After'),
      ]),
    );
    expect(answers).toMatchObject([
      { status: 'ok' },
      { status: 'refused', code: 'NOT_FOUND' },
      { status: 'refused', code: 'NOT_FOUND' },
      { status: 'refused', code: 'BAD_REQUEST', issues: [{ path: ['set', 'priority'] }] },
      { status: 'refused', code: expect.stringMatching(/CONFLICT|BAD_REQUEST/) },
      { status: 'ok' },
    ]);
    expect(await titled('Before')).toHaveLength(1);
    expect(await titled('After')).toHaveLength(1);
    expect(await titled('Again')).toEqual([]);
  });

  test('leaves no gap in the log where one is refused or was done before, and does what is said twice once', async () => {
    const [first, done] = withIds([create(testId(), 'One'), create(testId(), 'Done before')]);
    const [before] = await push([done as SyncOp]);
    const refused = withIds([create(testId(), 'Nowhere', { projectId: testId() })]);
    const last = withIds([create(testId(), 'Three')]);
    const ops = [first, ...refused, done, ...last, first] as SyncOp[];
    const answers = await push(ops);
    expect(answers.map(({ status }) => status)).toEqual(['ok', 'refused', 'ok', 'ok', 'ok']);
    const [one, , again, three, twice] = answers;
    expect(again).toEqual(before);
    expect(twice).toEqual(one);
    const seqs = [before, one, three].map((answer) => (answer as { seq: number }).seq);
    const [begins = 0] = seqs;
    expect(seqs).toEqual([begins, begins + 1, begins + 2]);
    const end = sql`SELECT seq::int FROM workspaces WHERE id = ${stage.workspaceId}`;
    expect((await db().execute(end)).rows).toEqual([{ seq: begins + 2 }]);
    expect(await titled('One')).toHaveLength(1);
  });

  test('refuses alone what is done elsewhere at the same moment', async () => {
    const ops = withIds([create(testId(), 'Not in the way'), create(testId(), 'Done elsewhere')]);
    const [, { opId }] = ops as [SyncOp, SyncOp];
    const elsewhere = await stage.world.runtime.pool.connect();
    await elsewhere.query('BEGIN');
    await elsewhere.query(
      `INSERT INTO op_results (user_id, op_id, procedure, input_hash, answer) VALUES ($1, $2, 'account.update', '', '{}')`,
      [stage.owner.userId, opId],
    );
    const pushed = push(ops);
    const waiting = sql`SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'`;
    await expect.poll(async () => (await db().execute(waiting)).rows).toHaveLength(1);
    await elsewhere.query('COMMIT');
    elsewhere.release();
    expect(await pushed).toMatchObject([
      { status: 'ok' },
      { status: 'refused', code: 'BAD_REQUEST' },
    ]);
    expect(await titled('Not in the way')).toHaveLength(1);
    expect(await titled('Done elsewhere')).toEqual([]);
  });

  test('asks once in a transaction for what its operations have in common', async () => {
    const { runtime, database } = stage.world;
    const pool = createPool(database.url, { max: 1, connectTimeout: patience });
    const statements = recordStatements(pool);
    const ops = withIds(Array.from({ length: 12 }, () => create(testId(), 'One of twelve')));
    await push(ops, { ...stage.owner.ctx(), runtime: { ...runtime, pool } });
    await pool.end();
    const count = (part: RegExp) => statements.filter((one) => part.test(one)).length;
    const transactions = count(/^COMMIT/);
    expect(count(/^RELEASE SAVEPOINT/)).toBe(12);
    const common = [
      /FROM users u/,
      /workspaces SET seq/,
      /distinct on/,
      /from "op_results"/,
      /into "op_results"/,
    ];
    expect(common.map(count)).toEqual(common.map(() => transactions));
    // The project, the end of its list, its next number, the task, its change, a savepoint.
    expect(statements.length).toBeLessThanOrEqual(12 * 6 + transactions * 9);
  });

  test('has all of a transaction or none: what dies with its connection is sent again', async () => {
    const ops = withIds([create(testId(), 'First'), create(testId(), 'Deadly')]);
    await db().execute(sql`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.title = 'Deadly' THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$`);
    await db().execute(
      sql`CREATE TRIGGER die AFTER INSERT ON tasks FOR EACH ROW EXECUTE FUNCTION die()`,
    );
    await push(ops).catch(() => undefined);
    expect(await titled('First')).toEqual([]);
    await db().execute(sql`DROP TRIGGER die ON tasks`);
    const answers = await push(ops);
    expect(answers.map(({ status }) => status)).toEqual(['ok', 'ok']);
    expect(await titled('First')).toHaveLength(1);
  });

  test('holds each operation against the rights of now', async () => {
    const reader = stage.reader.ctx();
    const [answer] = await push(withIds([create(testId(), 'By a reader')]), reader);
    expect(answer).toMatchObject({ status: 'refused', code: 'FORBIDDEN' });
    await expect(push([], stage.stranger.ctx())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('of a form that this server does not speak is not begun', async () => {
    const { workspaceId, owner } = stage;
    const ops = withIds([create(testId(), 'From the future')]);
    expect(await pushOps(owner.ctx(), { workspaceId, contract: 99, ops })).toEqual({
      status: 'upgrade',
      oldest: 1,
      now: 1,
    });
    expect(await titled('From the future')).toEqual([]);
  });

  test('says each id once', async () => {
    const { workspaceId, owner } = stage;
    const ops = withIds([{ procedure: 'task.create', input: { title: 'x', workspaceId } }]);
    await expect(
      callProcedure(owner.ctx(), 'sync.push', { workspaceId, contract: 1, ops }),
    ).rejects.toThrow(/workspaceId/);
  });

  test('takes procedures that there are', async () => {
    for (const procedure of pushable) {
      const [answer] = await push(withIds([{ procedure, input: {} }]));
      expect(answer, procedure).toMatchObject({ status: 'refused', code: 'BAD_REQUEST' });
    }
  });

  test('answers a hundred operations, in as many transactions as the lock’s time asks for', async () => {
    const ops = withIds(Array.from({ length: 100 }, (_, n) => create(testId(), `Many ${n}`)));
    const answers = await push(ops);
    expect(answers.map(({ opId }) => opId)).toEqual(ops.map(({ opId }) => opId));
    expect(answers.filter(({ status }) => status === 'ok')).toHaveLength(100);
  });

  test('takes a long group back part by part: the lock is not held for all of it', async () => {
    const groupId = testId<GroupId>();
    const options = { action: 'task.bulk', input: stage, guard: membership, groupId } as const;
    await write(stage.owner.ctx(), options, async (w) => {
      for (let n = 0; n < 120; n += 1)
        await createTask(w, { ...stage, id: testId<TaskId>(), title: `Long ${n}` });
    });
    const ops = withIds([
      create(testId(), 'First'),
      { procedure: 'change.undo', input: { groupId } },
    ]);
    await db().execute(sql`CREATE FUNCTION die_last() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`);
    await db().execute(
      sql.raw(`CREATE TRIGGER die_last BEFORE INSERT ON op_results FOR EACH ROW
      WHEN (NEW.op_id = '${ops[1]?.opId}') EXECUTE FUNCTION die_last()`),
    );
    await push(ops).catch(() => undefined);
    const undone = async () =>
      (await db().execute(sql`SELECT 1 FROM changes WHERE group_id = ${ops[1]?.opId}`)).rows.length;
    expect(await undone()).toBe(100);
    await db().execute(sql`DROP TRIGGER die_last ON op_results`);
    expect(await push(ops)).toMatchObject([{ status: 'ok' }, { status: 'ok' }]);
    expect(await undone()).toBe(120);
  });

  test('lets a fault of the server take nothing else with it', async () => {
    const ops = withIds([
      create(testId(), 'Good'),
      create(testId(), 'Faulty'),
      create(testId(), 'Good'),
    ]);
    await db().execute(sql`CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.title = 'Faulty' THEN RAISE EXCEPTION 'planted'; END IF; RETURN NEW; END $$`);
    await db().execute(
      sql`CREATE TRIGGER fault BEFORE INSERT ON tasks FOR EACH ROW EXECUTE FUNCTION fault()`,
    );
    const answers = await push(ops);
    await db().execute(sql`DROP TRIGGER fault ON tasks`);
    expect(answers).toMatchObject([
      { status: 'ok' },
      { status: 'refused', code: 'INTERNAL_SERVER_ERROR' },
      { status: 'ok' },
    ]);
    expect(await titled('Good')).toHaveLength(2);
  });
});

test('pages are told of a reminder once what was pushed can be read', async () => {
  const { workspaceId, owner, world } = stage;
  const { runtime } = world;
  const id = testId<ReminderId>();
  const seen: Promise<number>[] = [];
  const count = async () => {
    const { rows } = await runtime.db.execute(sql`SELECT 1 FROM reminders WHERE id = ${id}`);
    return rows.length;
  };
  const deafen = runtime.cache.hints.listen(noticeScope(owner.userId), () => {
    seen.push(count());
  });
  const { id: taskId } = await createTask(owner.ctx(), { workspaceId, title: 'Boat' });
  const when = { kind: 'instant', at: '2091-01-01T00:00:00.000Z' };
  await push(withIds([{ procedure: 'reminder.create', input: { id, taskId, when } }]));
  deafen();
  expect(await Promise.all(seen)).toEqual([1]);
});
