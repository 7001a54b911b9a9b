import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpId, ProjectId } from '../domain/ids.ts';
import { removeMember } from '../member/remove-member.ts';
import { seedTasks } from '../testing/seed.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { transferWorkspace } from '../workspace/transfer-workspace.ts';
import { acceptInvite } from './accept-invite.ts';
import { inviteMember } from './invite-member.ts';

let world: World;
let team: Team;
/** A private project of the owner's, and one that comes with the invite. */
let hidden: ProjectId;
let brought: ProjectId;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** So many tasks in each of the two projects, all of them the member's. */
async function assignMany(tasks: number): Promise<void> {
  const { workspaceId, owner, member } = team;
  const seed = { workspaceId, projectId: hidden, userId: owner.userId, tasks: 2 * tasks };
  await seedTasks(world.runtime.db, seed);
  await world.runtime.db.execute(sql`
    UPDATE tasks SET project_id = ${brought} WHERE workspace_id = ${workspaceId} AND number % 2 = 0`);
  await world.runtime.db.execute(
    sql`DELETE FROM task_assignees WHERE workspace_id = ${workspaceId}`,
  );
  await world.runtime.db.execute(sql`
    INSERT INTO task_assignees (workspace_id, task_id, user_id, due_sort, is_open)
    SELECT workspace_id, id, ${member.userId}, due_sort, is_open FROM tasks WHERE workspace_id = ${workspaceId}`);
}

const assigned = async () => {
  const found = await world.runtime.db.execute<{ project: ProjectId; tasks: number }>(sql`
    SELECT t.project_id AS project, count(*)::int AS tasks FROM task_assignees a
    JOIN tasks t ON t.workspace_id = a.workspace_id AND t.id = a.task_id
    WHERE a.workspace_id = ${team.workspaceId} AND a.user_id = ${team.member.userId} GROUP BY 1`);
  return new Map(found.rows.map(({ project, tasks }) => [project, tasks]));
};
const told = async () => {
  const found = await world.runtime.db.execute<{ n: number }>(sql`
    SELECT count(*)::int AS n FROM changes WHERE workspace_id = ${team.workspaceId} AND project_id = ${hidden}
      AND after ? 'assigneeIds'`);
  return found.rows[0]?.n;
};

beforeEach(async () => {
  team = await createTeam(world);
  ({ projectId: hidden } = await createTeamProject(team, team.owner, { private: true }));
  ({ projectId: brought } = await createTeamProject(team, team.owner));
});

describe('who comes back', () => {
  test.each([20, 600])(
    'is taken off %i tasks that they do not see, and keeps the others',
    async (many) => {
      const { workspaceId, owner, member } = team;
      await assignMany(many);
      await removeMember(owner.ctx(), { workspaceId, userId: member.userId });
      // The control: who has left keeps all, and shows as left.
      expect((await assigned()).get(hidden)).toBe(many);
      const given = { role: 'guest', projectId: brought, right: 'read', expiresInDays: 7 } as const;
      const { secret } = await inviteMember(owner.ctx(), { workspaceId, ...given });
      const sent = { secret, opId: testId<OpId>() };
      const answer = await acceptInvite(member.ctx(), sent);
      expect(await assigned()).toEqual(new Map([[brought, many]]));
      expect(await told()).toBe(many);
      expect(await acceptInvite(member.ctx(), sent)).toEqual(answer);
      expect(await told()).toBe(many);
    },
  );
});

test('a workspace is handed to who is assigned to very many tasks that they do not see', async () => {
  const { workspaceId, owner, member } = team;
  await assignMany(600);
  await transferWorkspace(owner.ctx(), { workspaceId, userId: member.userId });
  expect(await assigned()).toEqual(new Map([[brought, 600]]));
});
