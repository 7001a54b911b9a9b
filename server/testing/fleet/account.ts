import { createDb, createPool } from '../../../db/client.ts';
import type { MeOutput } from '../../account/schema.ts';
import { createSession } from '../../auth/sessions.ts';
import type { UserId, WorkspaceId } from '../../domain/ids.ts';
import { createClock } from '../../platform/clock.ts';
import { createApi } from '../api.ts';
import type { Api } from '../api.ts';
import { cairn } from '../instance.ts';
import type { Home } from '../instance.ts';

export type Account = { api: Api; token: string; userId: UserId; workspaceId: WorkspaceId };

/** Makes a person with a token that may write, by the shell's commands, and looks up where they live. */
export async function makeAccount(home: Home, url: string, name = 'ann'): Promise<Account> {
  const email = `${name}@example.org`;
  const person = ['user', 'create', '--email', email, '--name', name];
  await cairn(home, person, 'correct horse battery');
  const named = ['--email', email, '--name', 'test', '--scopes', 'write'];
  const token = await cairn(home, ['token', 'create', ...named]);
  const api = createApi(url, token);
  const { user, workspaces } = await api.query<MeOutput>('account.me');
  return { api, token, userId: user.id, workspaceId: workspaces[0]!.id };
}

/** The cookie of a new session of theirs; a new session needs nobody's cache to know of it. */
export async function makeCookie(databaseUrl: string, userId: UserId): Promise<string> {
  const pool = createPool(databaseUrl, { max: 1 });
  try {
    const runtime = { db: createDb(pool), clock: createClock() };
    const { secret } = await createSession(runtime, { userId, userAgent: null, address: null });
    return `cairn.session=${secret}`;
  } finally {
    await pool.end();
  }
}
