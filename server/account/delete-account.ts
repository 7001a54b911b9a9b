import { eq, sql } from 'drizzle-orm';
import { credentials, users } from '../../db/schema/accounts.ts';
import { proveAccount } from '../auth/account.ts';
import { forgetDevices } from '../auth/device.ts';
import { signedIn } from '../auth/membership.ts';
import { passwordHashOf, provePassword, wrongPassword } from '../auth/prove-password.ts';
import { revokeSessions } from '../auth/sessions.ts';
import { revokeTokens } from '../auth/tokens.ts';
import { storedAnswer } from '../changes/replay.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { AccountCtx } from '../changes/write-account.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import { lockInstance } from '../instance/lock-instance.ts';
import { forgetAddresses } from './forget-addresses.ts';
import { leaveWorkspace } from './leave-workspace.ts';
import type { AccountDeleteInput, AccountDeleteOutput } from './schema.ts';
import { getLastAdministrator, listStakesForUpdate } from './scope.ts';
import type { Stake } from './scope.ts';

const action = 'account.delete';

/**
 * Deletes the caller's account: they can sign in no more, their address is free, what only they had is deleted.
 * What they shared stays, under the name of one who left.
 * @throws FORBIDDEN naming `password` where it is wrong; CONFLICT naming the workspaces that would lose their owner
 */
export async function deleteAccount(
  ctx: Ctx,
  input: AccountDeleteInput,
): Promise<AccountDeleteOutput> {
  const known = await deletedBefore(ctx, input);
  if (known) return known;
  const { userId } = await proveAccount(ctx, action);
  const field = 'password';
  const proved = await provePassword(ctx, { userId, password: input.password, field });
  const writing = { action, input: remembered(input), guard: proveAccount } as const;
  return writeAccount(ctx, writing, async (w, audit) => {
    if ((await passwordHashOf(w, userId)) !== proved) throw wrongPassword(field);
    await requireOtherAdministrator(w);
    const places = await listStakesForUpdate(w);
    requireOwners(places);
    for (const place of places) await leaveWorkspace(w, place);
    await forgetAddresses(w);
    await revokeSessions(w.db, { userId, except: null });
    await revokeTokens(w.db, userId);
    await forgetDevices(w.db, userId);
    await w.db.delete(credentials).where(eq(credentials.userId, userId));
    await w.db
      .update(users)
      .set({
        email: '',
        emailFolded: '',
        isAdmin: false,
        authzVersion: sql`authz_version + 1`,
        version: sql`version + 1`,
        deletedAt: w.now,
      })
      .where(eq(users.id, userId));
    audit(action, { workspaces: places.length });
    return { deleted: true };
  });
}

/** The instance's lock holds up all who sign up, so only an administrator takes it: nobody becomes one meanwhile. */
async function requireOtherAdministrator(w: AccountCtx): Promise<void> {
  const { userId } = w.account;
  const [user] = await w.db
    .select({ isAdmin: users.isAdmin })
    .from(users)
    .where(eq(users.id, userId));
  if (!user?.isAdmin) return;
  await lockInstance(w);
  if (!(await getLastAdministrator(w, userId))) return;
  const message = 'Make somebody else an administrator of the instance first.';
  throw new CairnError('CONFLICT', `You are its last administrator. ${message}`);
}

function requireOwners(places: Stake[]): void {
  const stuck = places.filter(({ becomes }) => becomes === 'stuck');
  if (stuck.length === 0) return;
  const names = stuck.map(({ name }) => `“${name}”`).join(', ');
  const message = `You are the only owner of ${names}, and others are in it. Make one of them an owner first, or delete it.`;
  const current = stuck.map(({ workspaceId, name }) => ({ workspaceId, name }));
  throw new CairnError('CONFLICT', message, { current });
}

function remembered({ password: _, ...input }: AccountDeleteInput) {
  return input;
}

/** The answer that this same call got before: there is no account to prove any more. */
async function deletedBefore(
  ctx: Ctx,
  input: AccountDeleteInput,
): Promise<AccountDeleteOutput | undefined> {
  if (!input.opId) return undefined;
  const call = { opId: input.opId, action, input: remembered(input) } as const;
  const stored = await storedAnswer(ctx, signedIn(ctx.principal), call);
  return stored?.answer as AccountDeleteOutput | undefined;
}
