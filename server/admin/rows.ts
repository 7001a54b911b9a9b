import { sql } from 'drizzle-orm';
import { isoInstant } from '../../db/columns.ts';
import { users } from '../../db/schema/accounts.ts';

/** What an administrator is shown of an account. */
export const adminUserColumns = {
  id: users.id,
  name: users.name,
  email: users.email,
  isAdmin: users.isAdmin,
  createdAt: users.createdAt,
  disabledAt: users.disabledAt,
  lastSeenAt: sql<string | null>`(SELECT max(s.last_used_at)::text FROM sessions s
    WHERE s.user_id = users.id)`.mapWith((text: string) => isoInstant(text)),
  workspaces: sql<number>`(SELECT count(*)::int FROM members m JOIN workspaces w ON w.id = m.workspace_id
    WHERE m.user_id = users.id AND m.removed_at IS NULL AND w.deleted_at IS NULL)`,
};
