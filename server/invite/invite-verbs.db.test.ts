import { expect } from 'vitest';
import type { OpId } from '../domain/ids.ts';
import { listMembers } from '../member/list-members.ts';
import { fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { tokenOf } from '../testing/token-of.ts';
import { listWorkspaces } from '../workspace/list-workspaces.ts';
import { acceptInvite } from './accept-invite.ts';
import { getInvite } from './get-invite.ts';
import { inviteMember } from './invite-member.ts';
import { listInvites } from './list-invites.ts';
import { revokeInvite } from './revoke-invite.ts';

const link = ({ workspaceId }: Pick<Stage, 'workspaceId'>) => ({
  workspaceId,
  role: 'member' as const,
  expiresInDays: 7,
});

fiveTests({
  name: 'member.invite',
  verb: inviteMember,
  input: async (stage) => ({ ...link(stage), email: 'ann@example.org' }),
  happy: async ({ secret, url, ...invite }, stage) => {
    expect(secret).toMatch(/^cri_[\w-]{43}$/);
    expect(url).toBe(`http://localhost:3000/invite#${secret}`);
    expect(invite).toMatchObject({ role: 'member', email: 'ann@example.org', projectId: null });
    const { items } = await listInvites(stage.owner.ctx(), stage);
    expect(items).toEqual([invite]);
    expect(await getInvite(stage.world.anonymous(), { secret })).toEqual({
      workspaceName: 'Owner',
      invitedBy: 'Owner',
      role: 'member',
      email: 'ann@example.org',
      expiresAt: invite.expiresAt,
      state: 'open',
      instanceSignUp: 'open',
    });
  },
  tellsSecret: true,
});

fiveTests({
  name: 'invite.revoke',
  verb: revokeInvite,
  input: async (stage) => {
    const { id: inviteId } = await inviteMember(stage.owner.ctx(), link(stage));
    return { workspaceId: stage.workspaceId, inviteId };
  },
  happy: async (answer, stage, { inviteId }) => {
    expect(answer).toEqual({ inviteId, revoked: true });
    const { items } = await listInvites(stage.owner.ctx(), stage);
    expect(items.map(({ id }) => id)).not.toContain(inviteId);
  },
});

fiveTests({
  name: 'invite.accept',
  verb: acceptInvite,
  input: async ({ world }): Promise<{ secret: string; opId?: OpId }> => {
    const host = await world.person('Host');
    const { secret } = await inviteMember(host.ctx(), link(host));
    return { secret };
  },
  happy: async (workspace, { owner }) => {
    expect(workspace).toMatchObject({ name: 'Host', role: 'member', isPersonal: true });
    expect((await listWorkspaces(owner.ctx())).items).toContainEqual(workspace);
    const { items } = await listMembers(owner.ctx(), { workspaceId: workspace.id });
    expect(items).toMatchObject([
      { name: 'Host', role: 'owner', email: null },
      { name: 'Owner', role: 'member', email: owner.email },
    ]);
  },
  // The secret is all that it takes, so a stranger is who may: there is none for what is no secret.
  otherTenant: { input: (_, input) => ({ ...input, secret: 'cri_none' }) },
  roleTooLow: { by: ({ owner }) => tokenOf(owner, { scopes: ['write'] }), code: /^FORBIDDEN$/ },
});
