import { sql } from 'drizzle-orm';
import { userScope, workspaceScope } from '../cache/keys.ts';
import type { Role } from '../domain/enums.ts';
import type { ProjectId, UserId, WorkspaceId } from '../domain/ids.ts';
import { roleAllows, scopesAllow } from '../domain/policy.ts';
import type { Action } from '../domain/policy.ts';
import { bug } from '../platform/bugs.ts';
import type { Caller, Ctx, Principal } from '../platform/context.ts';
import { CairnError, forbidden, notFound } from '../platform/errors.ts';
import type { Guard, Member } from '../platform/member.ts';

type MemberRow = {
  user_id: UserId;
  role: Role | null;
  time_zone: string;
  day_start: string;
  alive: boolean;
};

/**
 * Proves that the caller is a member who may do this. In a write it is a statement of its transaction, and so speaks of
 * the state that the write sees; a request that reads may know it already.
 * @throws UNAUTHORIZED when the session or token is over, NOT_FOUND to strangers, FORBIDDEN by role or scope
 */
export async function proveMember(
  ctx: Ctx,
  workspaceId: WorkspaceId,
  action: Action,
): Promise<Member> {
  signedIn(ctx.principal);
  if (!tokenReaches(ctx.principal, workspaceId)) throw notFound('workspace');
  const caller = readingCaller(ctx);
  const membership = caller
    ? await recallMembership(ctx, caller, workspaceId)
    : await knownMembership(ctx, workspaceId);
  if (membership === null) throw notFound('workspace');
  const member = { workspaceId, ...membership } as Member;
  allowMember(ctx, member, action);
  return member;
}

type Membership = Omit<Member, 'workspaceId'>;

/**
 * Who asked, in a request that reads: they were found since it began, so they need not be proved once more.
 * Undefined in a write, whose `db` is its transaction, and where no request asked.
 */
export function readingCaller(ctx: Ctx): Caller | undefined {
  return ctx.db === ctx.runtime.db ? ctx.caller : undefined;
}

/** A membership as this process may know it; its rows change with their person or their workspace alone. */
function recallMembership(
  ctx: Ctx,
  { glance }: Caller,
  workspaceId: WorkspaceId,
): Promise<Membership | null> {
  const scope = userScope(signedIn(ctx.principal));
  const scopes = bug('membership-cached') ? [scope] : [scope, workspaceScope(workspaceId)];
  return ctx.runtime.cache.memory.recall<Membership>(glance, {
    kind: 'membership',
    scope,
    name: `member:${workspaceId}`,
    scopes: () => scopes,
    load: async () => {
      const value = await loadMembership(ctx, workspaceId);
      return value === null ? null : { value, seconds: believed };
    },
    pack: (value) => Buffer.from(JSON.stringify(value)),
    unpack: (bytes) => JSON.parse(bytes.toString()) as Membership,
  });
}

/** Seconds for which a membership that nothing happens to is believed. */
const believed = 600;

/** Calls that share a transaction look once: its lock keeps role and membership, and it takes a tenth of a second. */
async function knownMembership(ctx: Ctx, workspaceId: WorkspaceId): Promise<Membership | null> {
  const { shared } = ctx;
  if (shared?.workspaceId !== workspaceId) return loadMembership(ctx, workspaceId);
  if (shared.membership === undefined) shared.membership = await loadMembership(ctx, workspaceId);
  return shared.membership;
}

/** @throws UNAUTHORIZED when the session or token is over; @returns null to strangers */
async function loadMembership(ctx: Ctx, workspaceId: WorkspaceId): Promise<Membership | null> {
  const userId = signedIn(ctx.principal);
  const found = await ctx.db.execute<MemberRow>(sql`
    SELECT u.id AS user_id, m.role, u.time_zone, to_char(u.day_start, 'HH24:MI') AS day_start, ${credentialAlive(ctx.principal)} AS alive
    FROM users u
    LEFT JOIN members m ON m.user_id = u.id AND m.workspace_id = ${workspaceId} AND m.removed_at IS NULL
      AND EXISTS (SELECT 1 FROM workspaces w WHERE w.id = m.workspace_id AND w.deleted_at IS NULL)
    WHERE u.id = ${userId} AND u.disabled_at IS NULL AND u.deleted_at IS NULL`);
  const row = found.rows[0];
  if (!row?.alive)
    throw new CairnError(
      'UNAUTHORIZED',
      'Sign in again: this session or token is no longer valid.',
    );
  if (row.role === null) return null;
  return { userId, role: row.role, timeZone: row.time_zone, dayStart: row.day_start } as Membership;
}

/** Role and scope, without a query. */
function allowMember(ctx: Ctx, member: Member, action: Action): void {
  requireScope(ctx.principal, action);
  if (!roleAllows(member.role, action)) {
    throw forbidden(`Your role (${member.role}) may not do this (${action}).`);
  }
}

/** Refuses a token whose scopes do not cover the action. */
export function requireScope(principal: Principal, action: Action): void {
  const isCovered = principal.kind !== 'token' || scopesAllow(principal.scopes, action);
  if (!isCovered && !bug('scope-ignored')) {
    throw forbidden(`This token's scopes do not cover ${action}.`);
  }
}

/** True if the member may read what is in this project, be it deleted or not. */
async function memberSees(ctx: Ctx, member: Member, projectId: ProjectId): Promise<boolean> {
  const found = await ctx.db.execute(sql`
    SELECT 1 FROM projects p WHERE p.workspace_id = ${member.workspaceId} AND p.id = ${projectId}
      AND ((NOT p.is_private AND ${member.role} <> 'guest') OR EXISTS (
        SELECT 1 FROM project_members pm
        WHERE pm.workspace_id = p.workspace_id AND pm.project_id = p.id AND pm.user_id = ${member.userId}))`);
  return found.rows.length > 0;
}

/** The guard that every write of a workspace hands to `write`. */
export const membership: Guard = { prove: proveMember, allow: allowMember, sees: memberSees };

/** The instance's own right to do what no person asked for: to purge what has lain in the trash long enough. */
async function proveInstance(ctx: Ctx, workspaceId: WorkspaceId): Promise<Member> {
  if (ctx.principal.kind !== 'system' || ctx.principal.userId !== null) {
    throw forbidden('Only the instance itself may do this.');
  }
  const nobody = '00000000-0000-0000-0000-000000000000' as UserId;
  const rest = { role: 'owner', timeZone: 'UTC', dayStart: '00:00' } as const;
  return { workspaceId, userId: nobody, ...rest } as Member;
}

/** The guard of the work that a process does by itself. */
export const housekeeping: Guard = { prove: proveInstance, allow: () => {}, sees: memberSees };

/** The person behind a principal. */
export function signedIn(principal: Principal): UserId {
  if (principal.kind === 'anonymous' || principal.userId === null) {
    throw new CairnError('UNAUTHORIZED', 'Sign in, or send a token: Authorization: Bearer crn_…');
  }
  return principal.userId;
}

/** SQL that is true while the session or token of this request is still good. */
export function credentialAlive(principal: Principal) {
  if (principal.kind === 'user') {
    return sql`EXISTS (SELECT 1 FROM sessions s WHERE s.id = ${principal.sessionId} AND s.revoked_at IS NULL AND s.expires_at > now())`;
  }
  if (principal.kind === 'token') {
    return sql`EXISTS (SELECT 1 FROM tokens t WHERE t.id = ${principal.tokenId} AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now()))`;
  }
  return principal.kind === 'system' ? sql`true` : sql`false`;
}

function tokenReaches(principal: Principal, workspaceId: WorkspaceId): boolean {
  return (
    principal.kind !== 'token' ||
    principal.workspaceIds === null ||
    principal.workspaceIds.includes(workspaceId)
  );
}
