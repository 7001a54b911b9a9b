import { sql } from 'drizzle-orm';
import { invites } from '../../db/schema/workspaces.ts';
import { mailedInviteSecret, makeInviteSecret } from '../auth/invite-secret.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { InviteId, MailId } from '../domain/ids.ts';
import { roleCovers } from '../domain/policy.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { requireShared } from '../member/require-shared.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError, forbidden } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { getProjectToShare } from '../project/scope.ts';
import { limitMailed } from './limit-mailed.ts';
import type { InviteOutput, MemberInviteInput, MemberInviteOutput } from './schema.ts';
import { getInviteForUpdate, getInviter, listOpenInvites } from './scope.ts';

/** The secret is remembered by nobody: for a repeated `opId` it is null. */
type Made = { invite: InviteOutput; secret: string | null };

/** A workspace may have this many invites that still work. */
const mostOpen = 200;

/**
 * Makes a link with which one person can join, once. The secret is in this answer and nowhere else.
 * @throws FORBIDDEN for a role above the caller's own; CONFLICT where a repeated `opId` asks for the secret again;
 * TOO_MANY_REQUESTS where many were mailed
 */
export async function inviteMember(
  ctx: Ctx,
  input: MemberInviteInput,
): Promise<MemberInviteOutput> {
  await limitMailed(ctx, input);
  const remember = ({ invite }: Made): Made => ({ invite, secret: null });
  const options = { action: 'member.invite', input, guard: membership, remember } as const;
  const { invite, secret } = await write<Made>(ctx, options, async (w, record) => {
    const { role, email = null, expiresInDays } = input;
    if (!roleCovers(w.member.role, role)) throw forbidden('Only owners invite owners.');
    await requireShared(w, role);
    await requireRoom(w);
    const given = await projectGiven(w, input);
    const mailId = newId<MailId>(w.runtime.clock);
    const { auth } = w.runtime.secrets;
    const made = email ? mailedInviteSecret(auth, mailId) : makeInviteSecret();
    const inviteId = input.id ?? newId<InviteId>(w.runtime.clock);
    await w.db.insert(invites).values({
      workspaceId: w.member.workspaceId,
      id: inviteId,
      secretHash: made.hash,
      role,
      email,
      ...given,
      createdBy: w.member.userId,
      createdAt: w.now,
      expiresAt: sql`${w.now}::timestamptz + make_interval(days => ${expiresInDays})`,
    });
    const { state: _, ...row } = await getInviteForUpdate(w, inviteId);
    // Members read this: the address, and a project that they may not see, are left out.
    record({ type: 'member.invited', entityId: row.id, after: { role, expiresAt: row.expiresAt } });
    if (email) await mailInvite(w, email, mailId);
    return { invite: row, secret: made.secret };
  });
  if (secret === null) {
    const message =
      'This opId made an invite already, whose link cannot be shown again. Revoke it and make another.';
    throw new CairnError('CONFLICT', message, { current: invite });
  }
  return { ...invite, secret, url: urlOf(ctx, secret) };
}

/** The page that takes the secret, which as a fragment reaches no log. */
function urlOf({ origin }: Ctx, secret: string): string {
  return `${origin}/invite#${secret}`;
}

/** Sends the link in the language of whoever invites; an instance that sends no mail only shows it. */
async function mailInvite(w: WriteCtx, email: string, mailId: MailId) {
  const { locale, ...inviter } = await getInviter(w);
  await queueMail(w, { to: email, locale, kind: 'invite', values: inviter }, mailId);
}

async function requireRoom(w: WriteCtx): Promise<void> {
  const open = await listOpenInvites(w, w.member);
  if (open.length < mostOpen) return;
  throw new CairnError('CONFLICT', `${mostOpen} invites are open. Revoke some first.`);
}

/** The project that comes with the invite: one that the caller may share themselves. */
async function projectGiven(w: WriteCtx, input: MemberInviteInput) {
  if (!input.projectId) return {};
  const { id } = await getProjectToShare(w, input.projectId);
  return { projectId: id, right: input.right };
}
