import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptInvite } from '../invite/accept-invite.ts';
import { inviteMember } from '../invite/invite-member.ts';
import { createTeam } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { deleteWorkspace } from '../workspace/delete-workspace.ts';
import { transferWorkspace } from '../workspace/transfer-workspace.ts';
import { setRole } from './set-role.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  team = await createTeam(world);
});
afterAll(() => world.close());

const full = {
  code: 'CONFLICT',
  message: expect.stringContaining('at most 50 workspaces') as string,
};
const make = (person: Person) => createWorkspace(person.ctx(), { name: 'More' });

/** As if the person had made so many. */
async function own({ userId }: Person, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const id = testId();
    await world.runtime.db.execute(sql`
      WITH made AS (INSERT INTO workspaces (id, name, is_personal, seq) VALUES (${id}, 'Many', false, 1) RETURNING id)
      INSERT INTO members (workspace_id, user_id, role) SELECT id, ${userId}, 'owner' FROM made`);
  }
}

describe('a person owns at most 50 workspaces', () => {
  test('of those made, also at once; one that is deleted makes room', async () => {
    const ann = await world.person('Ann');
    await own(ann, 48);
    const answers = await Promise.allSettled([make(ann), make(ann)]);
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: full }]);
    const [made] = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? [answer.value] : [],
    );
    await deleteWorkspace(ann.ctx(), { workspaceId: made!.id });
    await make(ann);
  });

  test('of those handed over: by role, by transfer, by invite', async () => {
    const { workspaceId, owner, admin } = team;
    await own(admin, 49);
    const heir = { workspaceId, userId: admin.userId };
    await expect(setRole(owner.ctx(), { ...heir, role: 'owner' })).rejects.toMatchObject(full);
    await expect(transferWorkspace(owner.ctx(), heir)).rejects.toMatchObject(full);
    const guest = await world.person();
    await own(guest, 49);
    const asked = { workspaceId, expiresInDays: 7 } as const;
    const { secret } = await inviteMember(owner.ctx(), { ...asked, role: 'owner' });
    await expect(acceptInvite(guest.ctx(), { secret })).rejects.toMatchObject(full);
    const other = await inviteMember(owner.ctx(), { ...asked, role: 'admin' });
    expect(await acceptInvite(guest.ctx(), other)).toMatchObject({ role: 'admin' });
  });
});
