import { createDb, createPool } from '../db/client.ts';
import type { Db, Pool } from '../db/client.ts';
import { startEmbedded } from '../db/embedded/start-embedded.ts';
import type { MeOutput } from '../server/account/schema.ts';
import type { ProjectId, UserId, WorkspaceId } from '../server/domain/ids.ts';
import { createApi } from '../server/testing/api.ts';
import type { Api } from '../server/testing/api.ts';
import { cairn, createHome, startInstance } from '../server/testing/instance.ts';
import type { Home, Instance } from '../server/testing/instance.ts';

/** A production process over a real Postgres, with one account and its token. */
export type Stage = {
  home: Home;
  instance: Instance;
  pool: Pool;
  db: Db;
  api: Api;
  token: string;
  databaseUrl: string;
  userId: UserId;
  workspaceId: WorkspaceId;
  inboxId: ProjectId;
  close(): Promise<void>;
};

export type StageOptions = {
  /** Further variables of the process. */
  env?: Record<string, string>;
  /** A command in front of the process's own. */
  through?: string[];
};

export async function openStage({ env, through = [] }: StageOptions = {}): Promise<Stage> {
  const home = await createHome({ NODE_ENV: 'production', ...env });
  const server = await startEmbedded({ dataDir: home.dataDir });
  const served = { ...home, through, env: { ...home.env, DATABASE_URL: server.url } };
  const instance = await startInstance(served);
  const token = await createToken(served, { email: 'bench@example.org', name: 'Bench' });
  const api = createApi(instance.url, token);
  const me = await api.query<MeOutput>('account.me');
  const [workspace] = me.workspaces;
  if (!workspace) throw new Error('the account has no workspace');
  const pool = createPool(server.url, { max: 2 });
  return {
    home: served,
    instance,
    pool,
    db: createDb(pool),
    api,
    token,
    databaseUrl: server.url,
    userId: me.user.id,
    workspaceId: workspace.id,
    inboxId: workspace.inboxId,
    async close() {
      await pool.end();
      await instance.stop();
      await server.stop();
      await home.remove();
    },
  };
}

/** Makes an account. @returns a token of it that may write */
export async function createToken(
  home: Home,
  { email, name }: { email: string; name: string },
): Promise<string> {
  await cairn(home, ['user', 'create', '--email', email, '--name', name], 'correct horse battery');
  const words = ['token', 'create', '--email', email, '--name', 'bench', '--scopes', 'write'];
  return cairn(home, words);
}
