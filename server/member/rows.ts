import { sql } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { members } from '../../db/schema/workspaces.ts';
import { isStaff } from '../domain/policy.ts';
import type { Member } from '../platform/member.ts';

/** What an answer shows of `members` joined to `users`. Addresses are for owners and admins, and one's own. */
export function memberColumns(reader: Member) {
  const mayKnow = isStaff(reader.role)
    ? sql`${members.removedAt} IS NULL`
    : sql`${members.userId} = ${reader.userId}`;
  return {
    userId: members.userId,
    name: users.name,
    email: sql<string | null>`CASE WHEN ${mayKnow} THEN ${users.email} END`,
    role: members.role,
    joinedAt: members.joinedAt,
    removedAt: members.removedAt,
  };
}
