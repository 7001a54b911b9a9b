import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { invites } from '../../db/schema/workspaces.ts';
import type { InviteState, ProjectRight } from '../domain/enums.ts';
import type { ProjectId, UserId } from '../domain/ids.ts';
import type { Member } from '../platform/member.ts';
import { projectVisible } from '../project/scope.ts';

/** SQL: true while whoever made the row of `invites` is a member who can sign in. */
const makerStays = sql`EXISTS (
  SELECT 1 FROM members maker JOIN users account ON account.id = maker.user_id
  WHERE maker.workspace_id = invites.workspace_id AND maker.user_id = invites.created_by
    AND maker.removed_at IS NULL AND account.disabled_at IS NULL AND account.deleted_at IS NULL)`;

/** SQL: what became of the row of `invites`, by the database's clock. */
export const inviteState = sql<InviteState>`CASE
  WHEN invites.used_at IS NOT NULL THEN 'used'
  WHEN invites.revoked_at IS NOT NULL OR NOT ${makerStays} THEN 'revoked'
  WHEN invites.expires_at <= now() THEN 'expired' ELSE 'open' END`;

/** SQL: the same for one person, or for nobody that is known: one that let somebody else sign up is used. */
export function inviteStateFor(userId: UserId | null): SQL<InviteState> {
  return sql`CASE WHEN ${inviteState} = 'open' AND invites.signed_up_by <> ${userId}::uuid THEN 'used' ELSE ${inviteState} END`;
}

/** SQL: true while the row of `invites` can let somebody make an account: one, once. */
export const signsUp = sql`(${inviteState} = 'open' AND invites.signed_up_by IS NULL)`;

/** SQL: true of a row of `invites` that ended so many days ago: nobody asks for it any more. */
export const endedLongAgo = (days: number): SQL<boolean> =>
  sql`(least(invites.used_at, invites.revoked_at, invites.expires_at) < now() - ${days} * interval '1 day')`;

/** What an answer shows of `invites` left joined to `projects`; the hash of the secret is in no projection. */
export function inviteColumns(reader: Member) {
  const isSeen = projectVisible(reader);
  return {
    id: invites.id,
    role: invites.role,
    email: invites.email,
    projectId: sql<ProjectId | null>`CASE WHEN ${isSeen} THEN ${invites.projectId} END`,
    right: sql<ProjectRight | null>`CASE WHEN ${isSeen} THEN ${invites.right} END`,
    createdBy: invites.createdBy,
    createdAt: invites.createdAt,
    expiresAt: invites.expiresAt,
  };
}
