import { expect } from 'vitest';
import { fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import type { Person } from '../testing/world.ts';
import { listMembers } from './list-members.ts';
import { removeMember } from './remove-member.ts';
import { setRole } from './set-role.ts';

const mate = async (stage: Stage): Promise<Person> => {
  const person = await stage.world.person('Mate');
  await stage.world.join(stage.workspaceId, person, 'member');
  return person;
};

const named = async ({ owner, workspaceId }: Stage, userId: Person['userId']) =>
  (await listMembers(owner.ctx(), { workspaceId })).items.find((item) => item.userId === userId);

fiveTests({
  name: 'member.setRole',
  verb: setRole,
  input: async (stage) => {
    const { userId } = await mate(stage);
    return { workspaceId: stage.workspaceId, userId, role: 'admin' as const };
  },
  happy: async (member, stage, { userId }) => {
    expect(member).toMatchObject({ userId, role: 'admin', name: 'Mate' });
    expect(await named(stage, userId)).toEqual(member);
  },
});

fiveTests({
  name: 'member.remove',
  verb: removeMember,
  input: async (stage) => {
    const { userId } = await mate(stage);
    return { workspaceId: stage.workspaceId, userId };
  },
  happy: async (answer, stage, { workspaceId, userId }) => {
    expect(answer).toEqual({ workspaceId, userId, removed: true });
    const removedAt = expect.any(String) as string;
    expect(await named(stage, userId)).toMatchObject({ role: 'member', email: null, removedAt });
  },
});
