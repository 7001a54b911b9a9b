import { sql } from 'drizzle-orm';
import { createSession } from '../../server/auth/sessions.ts';
import type { UserId } from '../../server/domain/ids.ts';
import { createClock } from '../../server/platform/clock.ts';
import { newId } from '../../server/platform/ids.ts';
import type { Stage } from '../stage.ts';

/** Members of the stage's workspace, made as rows. @returns the secrets of two sessions of each */
export async function createPeople(
  { db, workspaceId }: Stage,
  count: number,
): Promise<[string, string][]> {
  const clock = createClock();
  const secrets: [string, string][] = [];
  for (let n = 0; n < count; n += 1) {
    const userId = newId<UserId>(clock);
    await db.execute(sql`
      INSERT INTO users (id, email, email_folded, name) VALUES (${userId}, ${userId}, ${userId}, 'Follower')`);
    await db.execute(sql`
      INSERT INTO members (workspace_id, user_id, role) VALUES (${workspaceId}, ${userId}, 'member')`);
    const given = { userId, userAgent: 'bench', address: '127.0.0.1' };
    const session = async () => (await createSession({ db, clock }, given)).secret;
    secrets.push([await session(), await session()]);
  }
  return secrets;
}
