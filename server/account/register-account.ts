import { sql } from 'drizzle-orm';
import { credentials, instanceSettings, users } from '../../db/schema/accounts.ts';
import { hashPassword, verifyPassword } from '../auth/password.ts';
import { proveSetupCode } from '../auth/setup-code.ts';
import { reserveAttempt, signUpGauge } from '../auth/throttle.ts';
import { anotherCall, hashInput, Replay, storeAnswer, storedAnswer } from '../changes/replay.ts';
import { writeNewAccount } from '../changes/write-account.ts';
import type { SignUpMode } from '../domain/enums.ts';
import { fold } from '../domain/fold.ts';
import type { UserId } from '../domain/ids.ts';
import { bindInvite } from '../invite/bind-invite.ts';
import { letsSignUp } from '../invite/scope.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError, forbidden } from '../platform/errors.ts';
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
  await limitNetwork(ctx);
  const made =
    (await madeBefore(ctx, input)) ??
    (await makeAccount(ctx, input)) ??
    // The address is taken; the same call may have come twice at once.
    (await madeBefore(ctx, input));
  if (made) return made;
  const message = 'an account with this address exists already';
  throw new CairnError('CONFLICT', `email: ${message}`, { issues: [{ path: ['email'], message }] });
}

/** Whoever runs the instance comes from no network. */
async function limitNetwork({ runtime, address }: Ctx): Promise<void> {
  if (address === null) return;
  const retryAfter = await reserveAttempt(runtime, [signUpGauge(address)]);
  if (retryAfter === 0) return;
  const message = `Too many accounts are asked for from your network. Try again in ${retryAfter} s.`;
  throw new CairnError('TOO_MANY_REQUESTS', message, { retryAfter });
}

/** @returns undefined where the address is taken */
async function makeAccount(ctx: Ctx, input: RegisterInput): Promise<RegisterOutput | undefined> {
  const terms = { input, isOperator: ctx.principal.kind === 'system' };
  // Asked before a hash is spent on a call that is refused, and again where the answer holds.
  await requireSignUp(ctx, terms);
  if (await findOwner(ctx, input)) return undefined;
  const passwordHash = await hashPassword(input.password, 'signUp');
  const userId = newId<UserId>(ctx.runtime.clock);
  const made = { userId, action: 'account.register' } as const;
  return writeNewAccount<RegisterOutput | undefined>(ctx, made, async (w) => {
    await lockSettings(w);
    if (await findOwner(w, input)) throw new Replay(undefined);
    const { isFirst, secret } = await requireSignUp(w, terms);
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
    if (secret && !(await bindInvite(w, { secret, userId }))) throw forbidden(refusals.invitation);
    await w.db
      .insert(credentials)
      .values({ issuer: 'password', subject: emailFolded, userId, passwordHash });
    const workspace = await openWorkspace(w, { userId, name: input.name, isPersonal: true });
    const answer = { user, workspace };
    await rememberAnswer(w, { input, userId, answer });
    return answer;
  });
}

/** So that two first accounts cannot be made at once. */
async function lockSettings(w: Ctx): Promise<void> {
  await w.db.insert(instanceSettings).values({ one: 1 }).onConflictDoNothing();
  await w.db.execute(sql`SELECT 1 FROM instance_settings WHERE one = 1 FOR UPDATE`);
}

type Terms = { isFirst: boolean; secret: string | null };

/** Whether no account exists yet, and the invite that lets in. Whoever runs the instance may add people where sign-up is closed. */
async function requireSignUp(
  ctx: Ctx,
  { input, isOperator }: { input: RegisterInput; isOperator: boolean },
): Promise<Terms> {
  const found = await ctx.db.execute<{ mode: SignUpMode; first: boolean }>(sql`
    SELECT coalesce((SELECT sign_up FROM instance_settings), 'open') AS mode,
      NOT EXISTS (SELECT 1 FROM users) AS first`);
  const { mode = 'open', first: isFirst = false } = found.rows[0] ?? {};
  const isFree = isFirst || isOperator || mode === 'open';
  const secret = isFree ? null : await requireInvite(ctx, mode, input.inviteSecret);
  await proveSetupCode(ctx.runtime, ctx.db, input.setupCode);
  return { isFirst, secret };
}

const refusals = {
  invitation:
    'This instance takes new accounts by invitation only, one an invite. Open the link of a new one.',
  closed: 'This instance takes no new accounts. Ask its administrator.',
};

/** Where sign-up is by invitation an open invite lets one account in, which then accepts it. */
async function requireInvite(
  ctx: Ctx,
  mode: keyof typeof refusals,
  secret: string | undefined,
): Promise<string> {
  if (mode === 'invitation' && secret && (await letsSignUp(ctx, secret))) return secret;
  throw forbidden(refusals[mode]);
}

type Owner = { id: UserId; password_hash: string | null };

async function findOwner(ctx: Ctx, { email }: RegisterInput): Promise<Owner | undefined> {
  const found = await ctx.db.execute<Owner>(sql`
    SELECT u.id, c.password_hash FROM users u
    LEFT JOIN credentials c ON c.user_id = u.id AND c.issuer = 'password'
    WHERE u.email_folded = ${fold(email)} AND u.deleted_at IS NULL`);
  return found.rows[0];
}

/** The password is left out: a hash of it that is not argon2id must not be stored. */
function remembered({ password: _, ...input }: RegisterInput): object {
  return input;
}

/**
 * The answer that this same call got before.
 * @throws BAD_REQUEST for the `opId` of a call with other fields or another password
 */
async function madeBefore(ctx: Ctx, input: RegisterInput): Promise<RegisterOutput | undefined> {
  if (!input.opId) return undefined;
  const owner = await findOwner(ctx, input);
  if (!owner) return undefined;
  const stored = await storedAnswer(ctx, owner.id, {
    opId: input.opId,
    action: 'account.register',
    input: remembered(input),
  });
  if (!stored) return undefined;
  if (!(await verifyPassword(owner.password_hash, input.password, 'signUp'))) throw anotherCall();
  return stored.answer as RegisterOutput;
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
