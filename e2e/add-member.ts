import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { socketUrl } from '../db/embedded/socket.ts';
import type { Home } from '../server/testing/instance.ts';

/** Puts an account into a workspace as a member, past the verbs. */
export async function addMember(
  home: Home,
  { workspaceId, email }: { workspaceId: string; email: string },
): Promise<void> {
  const postgres = path.join(home.dataDir, 'postgres');
  const password = await readFile(path.join(postgres, 'pg', 'cairn.password'), 'utf8');
  const client = new pg.Client(socketUrl(path.join(postgres, 'run'), password.trim()));
  await client.connect();
  await client.query(
    `INSERT INTO members (workspace_id, user_id, role)
     SELECT $1, id, 'member' FROM users WHERE email_folded = $2`,
    [workspaceId, email],
  );
  await client.end();
}
