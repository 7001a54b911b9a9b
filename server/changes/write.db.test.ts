import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { transaction } from '../../db/transaction.ts';
import type { OpId } from '../domain/ids.ts';
import type { Ctx, Principal } from '../platform/context.ts';
import { createProject } from '../project/create-project.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { completeTask } from '../task/complete-task.ts';
import { createTask } from '../task/create-task.ts';
import { bulkTasks } from '../task/bulk-tasks.ts';
import { createToken } from '../token/create-token.ts';
import { revokeToken } from '../token/revoke-token.ts';

let stage: Stage;
let member: Person;
beforeAll(async () => {
  stage = await createStage();
  member = await stage.world.person('Member');
  await stage.world.join(stage.workspaceId, member, 'member');
});
afterAll(() => stage.world.close());

const db = () => stage.world.runtime.db;
const taskInput = () => ({
  workspaceId: stage.workspaceId,
  projectId: stage.projectId,
  title: 'Task',
});
const project = () =>
  createProject(stage.owner.ctx(), {
    workspaceId: stage.workspaceId,
    name: 'Soon private',
    colour: 'grey',
    private: false,
  });
const makePrivate = (projectId: string) =>
  db().execute(sql`UPDATE projects SET is_private = true WHERE id = ${projectId}`);

async function token(
  person: Person,
  more: Partial<Parameters<typeof createToken>[1]> = {},
): Promise<Ctx & { principal: Extract<Principal, { kind: 'token' }> }> {
  const made = await createToken(person.ctx(), { name: 'test', scopes: ['write'], ...more });
  const { id: tokenId, scopes, workspaceIds } = made.token;
  return {
    ...person.ctx(),
    principal: { kind: 'token', userId: person.userId, tokenId, scopes, workspaceIds },
  };
}

/** Runs `meanwhile` while `write` waits for the workspace's lock. */
async function whileWaiting<T>(
  write: () => Promise<T>,
  meanwhile: () => Promise<unknown>,
): Promise<T> {
  let answer: Promise<T> | undefined;
  await transaction(stage.world.runtime.pool, async (holder) => {
    await holder.execute(sql`SELECT 1 FROM workspaces WHERE id = ${stage.workspaceId} FOR UPDATE`);
    answer = write();
    answer.catch(() => undefined);
    await lockIsWaitedFor();
    await meanwhile();
  });
  return answer!;
}

async function lockIsWaitedFor(): Promise<void> {
  for (;;) {
    const found = await db().execute(
      sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (found.rows.length > 0) return;
  }
}

describe('I5: what is taken away while a write waits for the lock is not used by it', () => {
  test('a session', async () => {
    const person = await stage.world.person();
    await stage.world.join(stage.workspaceId, person, 'member');
    const write = whileWaiting(
      () => createTask(person.ctx(), taskInput()),
      () =>
        db().execute(sql`UPDATE sessions SET revoked_at = now() WHERE id = ${person.sessionId}`),
    );
    await expect(write).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('a token, by revocation', async () => {
    const ctx = await token(member);
    const write = whileWaiting(
      () => createTask(ctx, taskInput()),
      () => revokeToken(member.ctx(), { tokenId: ctx.principal.tokenId }),
    );
    await expect(write).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  test('a membership, a role, a right on the project', async () => {
    const taken = [
      ['NOT_FOUND', sql`UPDATE members SET removed_at = now()`],
      ['NOT_FOUND', sql`UPDATE members SET role = 'guest'`],
    ] as const;
    for (const [code, change] of taken) {
      const person = await stage.world.person();
      await stage.world.join(stage.workspaceId, person, 'member');
      const write = whileWaiting(
        () => createTask(person.ctx(), taskInput()),
        () =>
          db().execute(
            sql`${change} WHERE workspace_id = ${stage.workspaceId} AND user_id = ${person.userId}`,
          ),
      );
      await expect(write).rejects.toMatchObject({ code });
    }
    const { id } = await project();
    const write = whileWaiting(
      () => createTask(member.ctx(), { ...taskInput(), projectId: id }),
      () => makePrivate(id),
    );
    await expect(write).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a token past its end by the database’s clock', async () => {
    const ctx = await token(member);
    await db().execute(
      sql`UPDATE tokens SET expires_at = now() - interval '1 ms' WHERE id = ${ctx.principal.tokenId}`,
    );
    await expect(createTask(ctx, taskInput())).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await expect(
      callProcedure(ctx, 'task.get', { workspaceId: stage.workspaceId, taskId: testId() }),
    ).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });
});

describe('a token that may reach one workspace only', () => {
  test('reads and writes nothing of another, and makes none', async () => {
    const other = await stage.world.person();
    await stage.world.join(stage.workspaceId, other, 'member');
    const ctx = await token(other, { workspaceIds: [stage.workspaceId] });
    const mine = { workspaceId: other.workspaceId, title: 'Mine', dueOn: '2000-01-01' };
    const task = await createTask(other.ctx(), mine);
    const { items } = (await callProcedure(ctx, 'task.listHot', undefined)) as { items: unknown[] };
    expect(items).toEqual([]);
    for (const action of ['account.me', 'workspace.list'] as const)
      expect(JSON.stringify(await callProcedure(ctx, action, undefined)), action).not.toContain(
        other.workspaceId,
      );
    const refused = [
      ['task.get', { workspaceId: other.workspaceId, taskId: task.id }, 'NOT_FOUND'],
      ['task.create', mine, 'NOT_FOUND'],
      ['workspace.get', { workspaceId: other.workspaceId }, 'NOT_FOUND'],
      ['task.listHot', { workspaceId: other.workspaceId }, 'NOT_FOUND'],
      ['workspace.create', { name: 'Another' }, 'FORBIDDEN'],
      ['token.list', undefined, 'FORBIDDEN'],
      ['session.list', undefined, 'FORBIDDEN'],
      ['account.update', { set: { name: 'Mallory' } }, 'FORBIDDEN'],
    ] as const;
    for (const [action, input, code] of refused)
      await expect(callProcedure(ctx, action, input), action).rejects.toMatchObject({ code });
  });
});

describe('I2: a repeated opId', () => {
  test('is answered only to who may still read the thing, also where nothing changed', async () => {
    const { id: projectId } = await project();
    const task = await createTask(stage.owner.ctx(), { ...taskInput(), projectId });
    const done = { workspaceId: stage.workspaceId, taskId: task.id };
    await completeTask(stage.owner.ctx(), done);
    const again = { ...done, opId: testId<OpId>() };
    await completeTask(member.ctx(), again);
    await makePrivate(projectId);
    await expect(completeTask(member.ctx(), again)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('and only if they may read all of the things', async () => {
    const [open, closed] = [await project(), await project()];
    const tasks = [
      await createTask(stage.owner.ctx(), { ...taskInput(), projectId: open.id }),
      await createTask(stage.owner.ctx(), { ...taskInput(), projectId: closed.id }),
    ];
    const input = {
      workspaceId: stage.workspaceId,
      taskIds: tasks.map((task) => task.id),
      action: 'complete',
      opId: testId<OpId>(),
    } as const;
    const bulk = { ...input, taskIds: [...input.taskIds] };
    const first = await bulkTasks(member.ctx(), bulk);
    expect(await bulkTasks(member.ctx(), bulk)).toEqual(first);
    await makePrivate(closed.id);
    await expect(bulkTasks(member.ctx(), bulk)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('by another token of the same person: with the scope it is answered, without it is refused', async () => {
    const input = { ...taskInput(), opId: testId<OpId>() };
    const first = await createTask(await token(member), input);
    expect(await createTask(await token(member, { scopes: ['task.create'] }), input)).toEqual(
      first,
    );
    await expect(
      createTask(await token(member, { scopes: ['task.update', 'read'] }), input),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(
      createTask(await token(member, { workspaceIds: [member.workspaceId] }), input),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('of another person is their own', async () => {
    const input = { ...taskInput(), opId: testId<OpId>() };
    const first = await createTask(member.ctx(), input);
    expect((await createTask(stage.owner.ctx(), input)).id).not.toBe(first.id);
  });

  test('that a refused call carried may be sent again', async () => {
    const input = { ...taskInput(), id: testId<never>(), opId: testId<OpId>() };
    const taken = await createTask(member.ctx(), { ...taskInput(), id: input.id });
    await expect(createTask(member.ctx(), input)).rejects.toMatchObject({ code: 'CONFLICT' });
    await db().execute(sql`DELETE FROM hot_tasks WHERE task_id = ${taken.id}`);
    await db().execute(sql`DELETE FROM tasks WHERE id = ${taken.id}`);
    await expect(createTask(member.ctx(), input)).resolves.toMatchObject({ id: input.id });
  });
});

describe('I14: a definite failure or an effect', () => {
  test('a transaction that Postgres has given up is never told as done', async () => {
    const swallowed = transaction(stage.world.runtime.pool, async (tx) => {
      await tx.execute(sql`SELECT 1 / 0`).catch(() => undefined);
      return 'done';
    });
    await expect(swallowed).rejects.toThrow();
  });

  test('a lock that is not free within two seconds is SERVICE_UNAVAILABLE with a time to wait', async () => {
    await transaction(stage.world.runtime.pool, async (holder) => {
      await holder.execute(
        sql`SELECT 1 FROM workspaces WHERE id = ${stage.workspaceId} FOR UPDATE`,
      );
      await expect(createTask(member.ctx(), taskInput())).rejects.toMatchObject({
        code: 'SERVICE_UNAVAILABLE',
        retryAfter: 1,
      });
    });
  });

  test('an account’s own write does not wait for a task’s, nor the other way round', async () => {
    await transaction(stage.world.runtime.pool, async (holder) => {
      await holder.execute(sql`SELECT 1 FROM users WHERE id = ${member.userId} FOR KEY SHARE`);
      await expect(
        callProcedure(member.ctx(), 'account.update', { set: { name: 'Meanwhile' } }),
      ).resolves.toMatchObject({ name: 'Meanwhile' });
    });
  });
});
