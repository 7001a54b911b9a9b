import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { accountLinks, users } from '../../db/schema/accounts.ts';
import { hashSecret } from '../auth/secret.ts';
import { liveUser } from '../auth/sessions.ts';
import type { AccountCtx } from '../changes/write-account.ts';
import type { AccountLinkKind } from '../domain/enums.ts';
import type { UserId, WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { CairnError } from '../platform/errors.ts';
import type { Account } from '../platform/member.ts';

export type Link = { kind: AccountLinkKind; secret: string };

/** Whose link a secret is, be it used or not; null where it is nobody's. The secret is all that proves it. */
export async function getLinkOwner(ctx: Ctx, { kind, secret }: Link): Promise<UserId | null> {
  const [row] = await ctx.db
    .select({ userId: users.id })
    .from(accountLinks)
    .innerJoin(users, eq(users.id, accountLinks.userId))
    .where(
      and(eq(accountLinks.secretHash, hashSecret(secret)), eq(accountLinks.kind, kind), liveUser),
    );
  return row?.userId ?? null;
}

/**
 * Uses a link up, by one statement: of two who follow it at once one is too late.
 * @returns the address that it is about, if it is about one
 * @throws NOT_FOUND where it was used, is over or never was
 */
export async function requireLink(w: AccountCtx, { kind, secret }: Link): Promise<string | null> {
  const [used] = await w.db
    .update(accountLinks)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(accountLinks.secretHash, hashSecret(secret)),
        eq(accountLinks.kind, kind),
        eq(accountLinks.userId, w.account.userId),
        isNull(accountLinks.usedAt),
        gt(accountLinks.expiresAt, sql`now()`),
      ),
    )
    .returning({ email: accountLinks.email });
  if (!used) throw linkOver();
  return used.email;
}

/** One answer for a link that was used, is too old, or was made up. */
export function linkOver(): CairnError {
  return new CairnError(
    'NOT_FOUND',
    'This link does not work any more: it was used, or an hour has passed. Ask for a new one.',
  );
}

/** A workspace of a person, and what becomes of it when their account goes. */
export type Place = {
  workspaceId: WorkspaceId;
  name: string;
  /** `stuck`: others are in it and nobody else owns it. `deleted`: nobody else is in it. */
  becomes: 'left' | 'deleted' | 'stuck';
  /** The other members. */
  others: number;
  openAssigned: number;
  tasks: number;
  inboxTasks: number;
  projects: number;
};

type PlaceRow = Omit<Place, 'workspaceId' | 'becomes' | 'openAssigned' | 'inboxTasks'> & {
  id: WorkspaceId;
  open_assigned: number;
  inbox_tasks: number;
  owners: number;
  is_owner: boolean;
};

/** SQL: of a membership `m` in the workspace `w`, whether it owns, and who else is there. */
const company = sql`m.role = 'owner' AS is_owner,
      (SELECT count(*)::int FROM members o JOIN users u ON u.id = o.user_id
        WHERE o.workspace_id = w.id AND o.user_id <> m.user_id AND o.removed_at IS NULL
          AND u.deleted_at IS NULL) AS others,
      (SELECT count(*)::int FROM members o JOIN users u ON u.id = o.user_id
        WHERE o.workspace_id = w.id AND o.user_id <> m.user_id AND o.removed_at IS NULL
          AND o.role = 'owner' AND u.deleted_at IS NULL AND u.disabled_at IS NULL) AS owners`;

/** The workspaces that a person is in, by id, which is the order in which several of them are locked. */
export async function listPlaces(ctx: Ctx, { userId }: Account): Promise<Place[]> {
  const found = await ctx.db.execute<PlaceRow>(sql`
    SELECT w.id, w.name, ${company},
      (SELECT count(*)::int FROM task_assignees ta
        WHERE ta.workspace_id = w.id AND ta.user_id = m.user_id AND ta.is_open) AS open_assigned,
      (SELECT count(*)::int FROM tasks t WHERE t.workspace_id = w.id AND t.deleted_at IS NULL) AS tasks,
      (SELECT count(*)::int FROM tasks t JOIN projects p ON p.workspace_id = t.workspace_id AND p.id = t.project_id
        WHERE t.workspace_id = w.id AND p.inbox_of = m.user_id AND t.deleted_at IS NULL) AS inbox_tasks,
      (SELECT count(*)::int FROM projects p
        WHERE p.workspace_id = w.id AND p.deleted_at IS NULL AND p.inbox_of IS NULL) AS projects
    FROM members m JOIN workspaces w ON w.id = m.workspace_id
    WHERE m.user_id = ${userId} AND m.removed_at IS NULL AND w.deleted_at IS NULL
    ORDER BY w.id`);
  return found.rows.map(({ id, open_assigned, inbox_tasks, owners, is_owner, ...row }) => ({
    ...row,
    workspaceId: id,
    openAssigned: open_assigned,
    inboxTasks: inbox_tasks,
    becomes: becomesOf(row.others, is_owner && owners === 0),
  }));
}

/** What leaving takes to know. */
export type Stake = Pick<Place, 'workspaceId' | 'name' | 'becomes'>;
type StakeRow = Pick<PlaceRow, 'id' | 'name' | 'others' | 'owners' | 'is_owner'>;

async function listStakes(w: AccountCtx): Promise<Stake[]> {
  const found = await w.db.execute<StakeRow>(sql`
    SELECT w.id, w.name, ${company}
    FROM members m JOIN workspaces w ON w.id = m.workspace_id
    WHERE m.user_id = ${w.account.userId} AND m.removed_at IS NULL AND w.deleted_at IS NULL
    ORDER BY w.id`);
  return found.rows.map(({ id, name, others, owners, is_owner }) => ({
    workspaceId: id,
    name,
    becomes: becomesOf(others, is_owner && owners === 0),
  }));
}

/**
 * The same under the write locks of all of them: whoever owned one before may have left it by then. Nothing is
 * counted that is large, for all who write there wait.
 */
export async function listStakesForUpdate(w: AccountCtx): Promise<Stake[]> {
  for (const { workspaceId } of await listStakes(w))
    await w.db.execute(sql`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR NO KEY UPDATE`);
  return listStakes(w);
}

function becomesOf(others: number, isLastOwner: boolean): Place['becomes'] {
  if (others === 0) return 'deleted';
  return isLastOwner ? 'stuck' : 'left';
}

/** True if this person administers the instance and nobody else who can sign in does. */
export async function getLastAdministrator(ctx: Ctx, userId: UserId): Promise<boolean> {
  const found = await ctx.db.execute<{ last: boolean }>(sql`
    SELECT u.is_admin AND NOT EXISTS (SELECT 1 FROM users o WHERE o.id <> u.id AND o.is_admin
      AND o.deleted_at IS NULL AND o.disabled_at IS NULL) AS last
    FROM users u WHERE u.id = ${userId}`);
  return found.rows[0]?.last === true;
}
