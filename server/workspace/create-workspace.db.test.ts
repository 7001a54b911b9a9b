import { expect } from 'vitest';
import { fiveTests } from '../testing/five-tests.ts';
import { tokenOf } from '../testing/token-of.ts';
import { createWorkspace } from './create-workspace.ts';
import { listWorkspaces } from './list-workspaces.ts';

fiveTests({
  name: 'workspace.create',
  verb: createWorkspace,
  input: async () => ({ name: 'Team' }),
  happy: async (workspace, { owner }) => {
    expect(workspace).toMatchObject({ name: 'Team', role: 'owner', version: 1 });
    expect((await listWorkspaces(owner.ctx())).items).toContainEqual(workspace);
  },
  // It is made in no other's workspace, so there is none that a stranger could name.
  otherTenant: { by: ({ world }) => world.anonymous(), code: /^UNAUTHORIZED$/ },
  roleTooLow: { by: ({ owner }) => tokenOf(owner, { scopes: ['read'] }), code: /^FORBIDDEN$/ },
});
