import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { passwordHashOf } from '../auth/prove-password.ts';
import { verifyPassword } from '../auth/password.ts';
import { createSession, resolveSession } from '../auth/sessions.ts';
import { mailing } from '../mail/testing/mailing.ts';
import type { Ctx } from '../platform/context.ts';
import { fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { tokenOf } from '../testing/token-of.ts';
import { testId, testPassword } from '../testing/world.ts';
import { changeEmail } from './change-email.ts';
import { changePassword } from './change-password.ts';
import { confirmEmail } from './confirm-email.ts';
import { getMe } from './get-me.ts';
import { requestReset } from './request-reset.ts';
import { resetPassword } from './reset-password.ts';
import { linkOf } from './testing/link.ts';
import type {
  PasswordChangeInput,
  PasswordChangeOutput,
  ResetRequestInput,
  ResetRequestOutput,
} from './schema.ts';

const nobody = { by: ({ world }: Stage) => world.anonymous(), code: /^UNAUTHORIZED$/ };
const program = {
  by: ({ owner }: Stage) => tokenOf(owner, { scopes: ['write'] }),
  code: /^FORBIDDEN$/,
};
const outside = (ctx: Ctx): Ctx => ({ ...ctx, principal: { kind: 'anonymous' } });
const newAddress = () => `${testId()}@example.org`;

let password = testPassword;

fiveTests<PasswordChangeInput, PasswordChangeOutput>({
  name: 'account.changePassword',
  verb: async (ctx, input) => {
    const answer = await changePassword(ctx, input);
    password = input.next;
    return answer;
  },
  input: async ({ world, owner }) => {
    await createSession(world.runtime, { userId: owner.userId, userAgent: null, address: null });
    return { current: password, next: `a new one ${testId()}` };
  },
  happy: async (answer, { world, owner }, { next }) => {
    expect(answer).toEqual({ endedSessions: 1 });
    const hash = await passwordHashOf(world.runtime, owner.userId);
    expect(await verifyPassword(hash, next)).toBe(true);
    expect(await resolveSession(world.runtime.db, owner.session)).not.toBeNull();
  },
  trace: 'account_audit',
  otherTenant: nobody,
  roleTooLow: program,
});

const worn = 'worn@example.org';

fiveTests<ResetRequestInput, ResetRequestOutput>({
  name: 'account.requestReset',
  verb: (ctx, input) =>
    requestReset(ctx.principal.kind === 'anonymous' ? ctx : outside(mailing(ctx)), input),
  input: async () => ({ email: newAddress() }),
  happy: (answer) => expect(answer).toEqual({ sent: true }),
  trace: 'mails',
  remembers: 'mails',
  // It names no account, and nobody is refused but for asking often, or where no mail is sent.
  otherTenant: {
    by: async ({ world }) => {
      const ctx = mailing(world.anonymous());
      for (let asked = 0; asked < 3; asked += 1) await requestReset(ctx, { email: worn });
      await world.runtime.db.execute(sql`UPDATE sign_in_failures SET failures = failures + 8`);
      return ctx;
    },
    input: (_, input) => ({ ...input, email: worn.toUpperCase() }),
    code: /^TOO_MANY_REQUESTS$/,
  },
  roleTooLow: {
    by: async ({ world }) => {
      await world.runtime.db.execute(sql`DELETE FROM sign_in_failures`);
      return world.anonymous();
    },
    code: /^FORBIDDEN$/,
  },
});

fiveTests({
  name: 'account.reset',
  verb: (ctx, input: Parameters<typeof resetPassword>[1]) => resetPassword(outside(ctx), input),
  input: async ({ world, owner }) => ({
    secret: await linkOf(world.runtime, { userId: owner.userId }),
    password: `a new one ${testId()}`,
  }),
  happy: async (answer, { world, owner }, input) => {
    expect(answer).toEqual({ email: owner.email, endedSessions: 1 });
    const hash = await passwordHashOf(world.runtime, owner.userId);
    expect(await verifyPassword(hash, input.password)).toBe(true);
    expect(await resolveSession(world.runtime.db, owner.session)).toBeNull();
  },
  trace: 'account_audit',
  otherTenant: { input: (_, input) => ({ ...input, secret: 'A'.repeat(43) }) },
  roleTooLow: { input: (_, input) => ({ ...input, secret: '' }) },
});

fiveTests({
  name: 'account.changeEmail',
  verb: changeEmail,
  input: async () => ({ password: testPassword, email: newAddress() }),
  happy: async ({ state, user }, { owner }, { email }) => {
    expect([state, user.email]).toEqual(['changed', email]);
    expect((await getMe(owner.ctx())).user).toEqual(user);
  },
  trace: 'account_audit',
  otherTenant: nobody,
  roleTooLow: program,
});

fiveTests({
  name: 'account.confirmEmail',
  verb: (ctx, input: Parameters<typeof confirmEmail>[1]) => confirmEmail(outside(ctx), input),
  input: async ({ world, owner }) => ({
    secret: await linkOf(world.runtime, { userId: owner.userId, email: newAddress() }),
  }),
  happy: async ({ email }, { owner }) => {
    expect((await getMe(owner.ctx())).user.email).toBe(email);
  },
  trace: 'account_audit',
  otherTenant: { input: (_, input) => ({ ...input, secret: 'A'.repeat(43) }) },
  roleTooLow: { input: (_, input) => ({ ...input, secret: '' }) },
});
