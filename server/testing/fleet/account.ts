import type { MeOutput } from '../../account/schema.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { createApi } from '../api.ts';
import type { Api } from '../api.ts';
import { cairn } from '../instance.ts';
import type { Home } from '../instance.ts';

export type Account = { api: Api; token: string; workspaceId: WorkspaceId };

/** Makes a person with a token that may write, by the shell's commands, and looks up where they live. */
export async function makeAccount(home: Home, url: string, name = 'ann'): Promise<Account> {
  const email = `${name}@example.org`;
  const person = ['user', 'create', '--email', email, '--name', name];
  await cairn(home, person, 'correct horse battery');
  const token = await makeToken(home, name);
  const api = createApi(url, token);
  const { workspaces } = await api.query<MeOutput>('account.me');
  return { api, token, workspaceId: workspaces[0]!.id };
}

/** One more token of that person. */
export function makeToken(home: Home, name = 'ann'): Promise<string> {
  const email = `${name}@example.org`;
  return cairn(home, ['token', 'create', '--email', email, '--name', 'test', '--scopes', 'write']);
}
