import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '../../db/transaction.ts';
import type { OpId, WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { createProject } from '../project/create-project.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { snapshot } from '../testing/snapshot.ts';
import { testId } from '../testing/world.ts';
import { createToken } from '../token/create-token.ts';
import { createWorkspace } from './create-workspace.ts';
import { deleteWorkspace } from './delete-workspace.ts';
import { getWorkspace } from './get-workspace.ts';
import { listWorkspaces } from './list-workspaces.ts';
import { transferWorkspace } from './transfer-workspace.ts';
import { updateWorkspace } from './update-workspace.ts';

fiveTests({
  name: 'workspace.update',
  verb: updateWorkspace,
  input: async ({ workspaceId }) => ({ workspaceId, set: { name: `Team ${testId()}` } }),
  happy: async (workspace, stage, sent) => {
    expect(workspace).toMatchObject({ name: sent.set.name, role: 'owner', version: 2 });
    const { members: _, ...read } = await getWorkspace(stage.owner.ctx(), {
      workspaceId: workspace.id,
    });
    expect(read).toEqual(workspace);
  },
});

fiveTests({
  name: 'workspace.delete',
  verb: deleteWorkspace,
  input: async (stage) => {
    const { id } = await createWorkspace(stage.owner.ctx(), { name: 'Team' });
    await stage.world.join(id, stage.reader, 'admin');
    return { workspaceId: id };
  },
  happy: async (answer, stage, { workspaceId }) => {
    expect(answer).toEqual({ id: workspaceId, deleted: true });
    const read = getWorkspace(stage.owner.ctx(), { workspaceId });
    await expect(read).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { items } = await listWorkspaces(stage.owner.ctx());
    expect(items.map(({ id }) => id)).not.toContain(workspaceId);
  },
});

fiveTests({
  name: 'workspace.transfer',
  verb: transferWorkspace,
  input: async ({ owner, reader, world }) => {
    const { id: workspaceId } = await createWorkspace(owner.ctx(), { name: 'Team' });
    await world.join(workspaceId, reader, 'admin');
    return { workspaceId, userId: reader.userId };
  },
  happy: async (workspace, { reader }, { workspaceId }) => {
    expect(workspace).toMatchObject({ id: workspaceId, role: 'admin' });
    const read = await getWorkspace(reader.ctx(), { workspaceId });
    expect(read.role).toBe('owner');
    const roles = read.members.map(({ name, role }) => [name, role]);
    expect(roles).toEqual([
      ['Owner', 'admin'],
      ['Reader', 'owner'],
    ]);
  },
});

describe('workspaces', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.world.close());
  const db = () => stage.world.runtime.db;

  it('are made with their owner, the owner’s inbox and the start of their log', async () => {
    const id = testId<WorkspaceId>();
    const opId = testId();
    const made = await createWorkspace(stage.owner.ctx(), { id, name: 'Team', opId });
    expect(made).toMatchObject({ id, name: 'Team', isPersonal: false, role: 'owner', version: 1 });
    const log = await db().execute<{ type: string; actor: string }>(sql`
      SELECT type, actor_id AS actor FROM changes WHERE workspace_id = ${id} ORDER BY seq, n`);
    const types = ['workspace.created', 'member.joined', 'project.created'];
    expect(log.rows).toEqual(types.map((type) => ({ type, actor: stage.owner.userId })));
    expect(await createWorkspace(stage.owner.ctx(), { id, name: 'Team', opId })).toEqual(made);
    const again = createWorkspace(stage.stranger.ctx(), { id, name: 'Mine' });
    await expect(again).rejects.toMatchObject({ code: 'CONFLICT', issues: [{ path: ['id'] }] });
  });

  it('that could not be made leave nothing behind', async () => {
    const before = await snapshot(db());
    const taken = createWorkspace(stage.owner.ctx(), { id: stage.workspaceId, name: 'Twice' });
    await expect(taken).rejects.toMatchObject({ code: 'CONFLICT' });
    const nobody = createWorkspace(stage.world.anonymous(), { name: 'Nobody’s' });
    await expect(nobody).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(await snapshot(db())).toEqual(before);
  });

  it('are deleted by owners alone, and personal ones not at all', async () => {
    const refused = { code: 'FORBIDDEN' };
    const { workspaceId, owner, reader } = stage;
    await expect(deleteWorkspace(owner.ctx(), { workspaceId })).rejects.toMatchObject(refused);
    const { id } = await createWorkspace(owner.ctx(), { name: 'Team' });
    await stage.world.join(id, reader, 'admin');
    const byAdmin = deleteWorkspace(reader.ctx(), { workspaceId: id });
    await expect(byAdmin).rejects.toMatchObject(refused);
  });

  it('that are deleted twice at once under one opId answer both alike', async () => {
    const { owner, world } = stage;
    const { id: workspaceId } = await createWorkspace(owner.ctx(), { name: 'Team' });
    const input = { workspaceId, opId: testId<OpId>() };
    const waiting = () =>
      db().$count(
        sql`pg_stat_activity`,
        sql`datname = current_database() AND wait_event_type = 'Lock'`,
      );
    const both = await transaction(world.runtime.pool, async (holder) => {
      await holder.execute(sql`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR UPDATE`);
      const calls = [1, 2].map(() => deleteWorkspace(owner.ctx(), input));
      while ((await waiting()) < 2);
      return { answers: Promise.all(calls) };
    });
    const answer = { id: workspaceId, deleted: true };
    expect(await both.answers).toEqual([answer, answer]);
  });

  it('are listed with one’s own first, and to a token only where it reaches', async () => {
    const { owner, workspaceId } = stage;
    const other = await createWorkspace(owner.ctx(), { name: 'Aardvarks' });
    const { items } = await listWorkspaces(owner.ctx());
    expect(items[0]).toMatchObject({ id: workspaceId, isPersonal: true, inboxId: owner.inboxId });
    const token = await tokenFor([other.id]);
    expect((await listWorkspaces(token)).items.map(({ id }) => id)).toEqual([other.id]);
    const made = createWorkspace(token, { name: 'More' });
    await expect(made).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('tell a guest of the people in the projects that they see, and a member of all', async () => {
    const { owner, world } = stage;
    const guest = await world.person('Guest');
    const apart = await world.person('Apart');
    const beside = await world.person('Beside');
    const { id: workspaceId } = await createWorkspace(owner.ctx(), { name: 'Team' });
    await world.join(workspaceId, guest, 'guest');
    await world.join(workspaceId, beside, 'guest');
    await world.join(workspaceId, apart, 'member');
    const made = { workspaceId, name: 'Secret', colour: 'grey', private: true } as const;
    const { id: projectId } = await createProject(owner.ctx(), made);
    await world.grant({ workspaceId, projectId }, guest, 'read');
    await world.grant({ workspaceId, projectId }, beside, 'write');
    const names = async (ctx: Ctx) =>
      (await getWorkspace(ctx, { workspaceId })).members.map(({ name }) => name);
    expect(await names(guest.ctx())).toEqual(['Beside', 'Guest', 'Owner']);
    expect(await names(apart.ctx())).toEqual(['Apart', 'Beside', 'Guest', 'Owner']);
  });

  const tokenFor = async (workspaceIds: WorkspaceId[]): Promise<Ctx> => {
    const { owner } = stage;
    const scopes = ['write' as const];
    const { token } = await createToken(owner.ctx(), { name: 'narrow', scopes, workspaceIds });
    const { userId } = owner;
    return {
      ...owner.ctx(),
      principal: { kind: 'token', userId, tokenId: token.id, scopes, workspaceIds },
    };
  };
});
