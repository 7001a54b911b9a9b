import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { tokenOf } from '../testing/token-of.ts';
import { testId, testPassword } from '../testing/world.ts';
import { getMe } from './get-me.ts';
import { registerAccount } from './register-account.ts';
import type { RegisterInput, RegisterOutput } from './schema.ts';
import { updateAccount } from './update-account.ts';

fiveTests({
  name: 'account.update',
  verb: updateAccount,
  input: async () => ({ set: { name: `Ada ${testId()}`, weekStart: 'sunday' as const } }),
  happy: async (user, { owner }, { set }) => {
    expect(user).toMatchObject({ ...set, version: 2, email: owner.email });
    expect((await getMe(owner.ctx())).user).toEqual(user);
  },
  trace: 'account_audit',
  // It names no account, so another's cannot be asked for.
  otherTenant: { by: ({ world }) => world.anonymous(), code: /^UNAUTHORIZED$/ },
  roleTooLow: { by: ({ owner }) => tokenOf(owner, { scopes: ['write'] }), code: /^FORBIDDEN$/ },
});

const signUp = ({ world }: Stage, mode: 'open' | 'closed') =>
  world.runtime.db.execute(sql`UPDATE instance_settings SET sign_up = ${mode}`);

fiveTests<RegisterInput, RegisterOutput>({
  name: 'account.register',
  verb: (ctx, input) => registerAccount({ ...ctx, principal: { kind: 'anonymous' } }, input),
  input: async (stage) => {
    await signUp(stage, 'open');
    const email = `${testId()}@example.org`;
    return { email, password: testPassword, name: 'Ada', locale: 'en', timeZone: 'UTC' };
  },
  happy: ({ user, workspace }, _, { email }) => {
    expect(user).toMatchObject({ email, name: 'Ada', isAdmin: false });
    expect(workspace).toMatchObject({ isPersonal: true, role: 'owner' });
  },
  trace: 'account_audit',
  otherTenant: {
    input: ({ owner }, input) => ({ ...input, email: owner.email }),
    code: /^CONFLICT$/,
  },
  roleTooLow: {
    by: async (stage) => {
      await signUp(stage, 'closed');
      return stage.world.anonymous();
    },
    code: /^FORBIDDEN$/,
  },
});
