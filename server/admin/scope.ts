import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import * as z from 'zod';
import { users } from '../../db/schema/accounts.ts';
import { userScope } from '../cache/keys.ts';
import type { AccountCtx } from '../changes/write-account.ts';
import { fold } from '../domain/fold.ts';
import type { UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import type { Account } from '../platform/member.ts';
import { cursorsOf } from '../platform/page.ts';
import { adminUserColumns } from './rows.ts';
import type { AdminUserListInput, AdminUserListOutput, AdminUserOutput } from './schema.ts';

const cursorShape = z.tuple([z.uuid()]);
const cursors = cursorsOf('admin.listUsers');

/** The accounts of the instance for a proved administrator: newest first, by their ids, which tell the time. */
export async function listUserRows(
  ctx: Ctx,
  _administrator: Account,
  { text, cursor, limit }: AdminUserListInput,
): Promise<AdminUserListOutput> {
  const [last] = cursor === undefined ? [] : cursors.open(ctx, cursor, cursorShape);
  const rows = await ctx.db
    .select(adminUserColumns)
    .from(users)
    .where(
      and(
        isNull(users.deletedAt),
        last === undefined ? undefined : lt(users.id, last as UserId),
        text === undefined ? undefined : matches(text),
      ),
    )
    .orderBy(desc(users.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  const end = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: end ? cursors.seal(ctx, [end.id]) : null };
}

/** Names are kept as they were written, so they are folded where they are compared. */
function matches(text: string) {
  const folded = fold(text);
  return or(
    sql`strpos(${users.emailFolded}, ${folded}) > 0`,
    sql`strpos(replace(lower(normalize(${users.name}, NFKC)), 'ё', 'е'), ${folded}) > 0`,
  );
}

/** An account of the instance inside the write of a proved administrator, locked, or NOT_FOUND. */
export async function getUserForUpdate(w: AccountCtx, userId: UserId): Promise<AdminUserOutput> {
  const which = and(eq(users.id, userId), isNull(users.deletedAt));
  const found = await w.db.select({ id: users.id }).from(users).where(which).for('no key update');
  if (found.length === 0) throw notFound('account');
  w.touch(userScope(userId));
  return getUserRow(w, userId);
}

/** The same account as it is now. */
export async function getUserRow(w: AccountCtx, userId: UserId): Promise<AdminUserOutput> {
  const [row] = await w.db.select(adminUserColumns).from(users).where(eq(users.id, userId));
  if (!row) throw notFound('account');
  return row;
}
