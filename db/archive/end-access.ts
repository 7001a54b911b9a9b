import type { PoolClient } from 'pg';
import { listTables } from './table-catalog.ts';

/** How many of what lets somebody in a restore has ended. */
export type EndedAccess = {
  sessions: number;
  invites: number;
  links: number;
  devices: number;
  tokens: number;
  /** Tokens that work. */
  tokensLeft: number;
};

const statements = {
  sessions: `UPDATE sessions SET revoked_at = now() WHERE revoked_at IS NULL AND expires_at > now()`,
  invites: `UPDATE invites SET revoked_at = now() WHERE used_at IS NULL AND revoked_at IS NULL AND expires_at > now()`,
  links: `UPDATE account_links SET used_at = now() WHERE used_at IS NULL AND expires_at > now()`,
  devices: `DELETE FROM known_devices`,
};
const living = `tokens WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`;

/**
 * Ends what came back with a backup and may have been ended since: sessions, open invites, mailed links, browsers that
 * are known. People sign in again; programs cannot, so their tokens are ended only where that is asked for.
 */
export async function endAccess(
  client: PoolClient,
  { tokens }: { tokens: boolean },
): Promise<EndedAccess> {
  const ended = { sessions: 0, invites: 0, links: 0, devices: 0, tokens: 0, tokensLeft: 0 };
  const tables = new Set((await listTables(client)).map(({ name }) => name));
  const needed = ['sessions', 'invites', 'account_links', 'known_devices', 'tokens'];
  if (!needed.every((name) => tables.has(name))) return ended;
  for (const [what, statement] of Object.entries(statements))
    ended[what as keyof typeof statements] = (await client.query(statement)).rowCount ?? 0;
  const found = tokens
    ? await client.query(
        `UPDATE tokens SET revoked_at = now() WHERE id IN (SELECT id FROM ${living})`,
      )
    : await client.query(`SELECT 1 FROM ${living}`);
  ended[tokens ? 'tokens' : 'tokensLeft'] = found.rowCount ?? 0;
  return ended;
}
