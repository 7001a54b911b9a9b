import { expect } from 'vitest';
import { createSession } from '../auth/sessions.ts';
import { fiveTests } from '../testing/five-tests.ts';
import { tokenOf } from '../testing/token-of.ts';
import { listSessions } from './list-sessions.ts';
import { revokeOtherSessions } from './revoke-other-sessions.ts';
import { revokeSession } from './revoke-session.ts';

fiveTests({
  name: 'session.revoke',
  verb: revokeSession,
  input: async ({ world, owner }) => {
    const { userId } = owner;
    const { id } = await createSession(world.runtime, { userId, userAgent: null, address: null });
    return { sessionId: id };
  },
  happy: async (answer, { owner }, { sessionId }) => {
    expect(answer).toEqual({ sessionId, revoked: true });
    const { items } = await listSessions(owner.ctx());
    expect(items).toMatchObject([{ id: owner.sessionId, current: true }]);
  },
  trace: 'account_audit',
  roleTooLow: { by: ({ owner }) => tokenOf(owner, { scopes: ['write'] }), code: /^FORBIDDEN$/ },
});

fiveTests({
  name: 'session.revokeOthers',
  verb: revokeOtherSessions,
  input: async ({ world, owner }) => {
    const { userId } = owner;
    await createSession(world.runtime, { userId, userAgent: null, address: null });
    return {};
  },
  happy: async (answer, { owner }) => {
    expect(answer).toEqual({ endedSessions: 1 });
    const { items } = await listSessions(owner.ctx());
    expect(items).toMatchObject([{ id: owner.sessionId, current: true }]);
  },
  trace: 'account_audit',
  otherTenant: { by: ({ world }) => world.anonymous(), code: /^UNAUTHORIZED$/ },
  roleTooLow: { by: ({ owner }) => tokenOf(owner, { scopes: ['write'] }), code: /^FORBIDDEN$/ },
});
