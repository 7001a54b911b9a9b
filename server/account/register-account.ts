import { sql } from 'drizzle-orm';
import { credentials, instanceSettings, users } from '../../db/schema/accounts.ts';
import { hashPassword } from '../auth/password.ts';
import { proveSetupCode } from '../auth/setup-code.ts';
import { hashInput, Replay, storeAnswer, storedAnswer } from '../changes/replay.ts';
import { writeNewAccount } from '../changes/write-account.ts';
import { fold } from '../domain/fold.ts';
import type { UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { forbidden } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { userColumns } from './rows.ts';
import type { RegisterInput, RegisterOutput } from './schema.ts';

/**
 * Makes an account with its personal workspace. The first account of an instance is its administrator.
 * A repeated `opId` answers as the first time did.
 * @throws CONFLICT naming `email`; FORBIDDEN when sign-up is closed or the setup code is missing
 */
export async function registerAccount(ctx: Ctx, input: RegisterInput): Promise<RegisterOutput> {
  const known = await knownAnswer(ctx, input);
  if (known) return known;
  const passwordHash = await hashPassword(input.password);
  const userId = newId<UserId>(ctx.runtime.clock);
  return writeNewAccount(ctx, { userId, action: 'account.register' }, async (w) => {
    const isFirst = await requireSignUp(w, ctx.principal);
    // The same call may have come twice at once; its twin has been let through by now.
    const done = await knownAnswer(w, input);
    if (done) throw new Replay(done);
    await proveSetupCode(ctx.runtime, w.db, input.setupCode);
    const emailFolded = fold(input.email);
    const [user] = await w.db
      .insert(users)
      .values({
        id: userId,
        email: input.email,
        emailFolded,
        name: input.name,
        locale: input.locale,
        timeZone: input.timeZone,
        isAdmin: isFirst,
      })
      .returning(userColumns);
    if (!user) throw new Error('the new account was not returned');
    await w.db
      .insert(credentials)
      .values({ issuer: 'password', subject: emailFolded, userId, passwordHash });
    const workspace = await openWorkspace(w, { userId, name: input.name, isPersonal: true });
    const answer = { user, workspace };
    await rememberAnswer(w, { input, userId, answer });
    return answer;
  });
}

/**
 * True if no account exists yet. Whoever runs the instance may add people where sign-up is closed.
 * The settings row is locked, so two first accounts cannot be made at once.
 */
async function requireSignUp(w: Ctx, principal: Ctx['principal']): Promise<boolean> {
  await w.db.insert(instanceSettings).values({ one: 1 }).onConflictDoNothing();
  const found = await w.db.execute<{ sign_up: string; first: boolean }>(sql`
    SELECT sign_up, NOT EXISTS (SELECT 1 FROM users) AS first FROM instance_settings WHERE one = 1 FOR UPDATE`);
  const settings = found.rows[0];
  const mayAdd = settings?.sign_up === 'open' || principal.kind === 'system';
  if (!settings || (!settings.first && !mayAdd)) {
    throw forbidden('This instance takes new accounts by invitation only. Ask its administrator.');
  }
  return settings.first;
}

/** The password is left out: a hash of it that is not argon2id must not be stored. */
function remembered({ password: _, ...input }: RegisterInput): object {
  return input;
}

async function knownAnswer(ctx: Ctx, input: RegisterInput): Promise<RegisterOutput | undefined> {
  if (!input.opId) return undefined;
  const found = await ctx.db.execute<{ id: UserId }>(
    sql`SELECT id FROM users WHERE email_folded = ${fold(input.email)} AND deleted_at IS NULL`,
  );
  const userId = found.rows[0]?.id;
  if (!userId) return undefined;
  const stored = await storedAnswer(ctx, userId, {
    opId: input.opId,
    action: 'account.register',
    input: remembered(input),
  });
  return stored?.answer as RegisterOutput | undefined;
}

async function rememberAnswer(
  w: Ctx,
  call: { input: RegisterInput; userId: UserId; answer: RegisterOutput },
): Promise<void> {
  if (!call.input.opId) return;
  await storeAnswer(w, {
    userId: call.userId,
    opId: call.input.opId,
    procedure: 'account.register',
    inputHash: hashInput(remembered(call.input)),
    workspaceId: null,
    answer: call.answer,
  });
}
