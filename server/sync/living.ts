import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { dataEpoch } from '../../db/data-epoch.ts';
import type { Principal } from '../platform/context.ts';

/** A person or program that follows, by a session or a token. */
export type Credential = Extract<Principal, { kind: 'user' | 'token' }>;

/** The id of a session or token. */
export const idOf = (principal: Credential): string =>
  principal.kind === 'user' ? principal.sessionId : principal.tokenId;

/** Which of these sessions and tokens are still good, and of which epoch the data is. */
export async function readLiving(
  db: Db,
  all: readonly Credential[],
): Promise<{ alive: ReadonlySet<string>; epoch: string }> {
  const idsOf = (kind: Credential['kind']) =>
    sql.param([...new Set(all.filter((one) => one.kind === kind).map(idOf))]);
  const person = (of: SQL) =>
    sql`EXISTS (SELECT 1 FROM users u WHERE u.id = ${of} AND u.disabled_at IS NULL AND u.deleted_at IS NULL)`;
  const { rows } = await db.execute<{ ids: string[]; epoch: string }>(sql`
    SELECT ${sql.raw(dataEpoch)} AS epoch, ARRAY(
      SELECT s.id::text FROM sessions s WHERE s.id = ANY(${idsOf('user')}::uuid[])
        AND s.revoked_at IS NULL AND s.expires_at > now() AND ${person(sql`s.user_id`)}
      UNION ALL SELECT t.id::text FROM tokens t WHERE t.id = ANY(${idsOf('token')}::uuid[])
        AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now()) AND ${person(sql`t.user_id`)}) AS ids`);
  const [{ ids, epoch }] = rows as [{ ids: string[]; epoch: string }];
  return { alive: new Set(ids), epoch };
}
