import type { Writes } from '../contract.ts';
import { edit, sent } from './effect.ts';
import type { Effect } from './effect.ts';

/** What the writes on the person and on workspaces do to the page's rows. */
export const peopleEffects: {
  [P in Extract<keyof Writes, 'account.update' | 'workspace.update'>]: Effect<P>;
} = {
  'account.update': {
    plan: ({ store }, { set }) =>
      [...store.tables.users.rows.keys()].map((id) => edit('users', id, () => sent(set))),
    land: ({ store }, user) => store.put('users', [user]),
  },
  'workspace.update': {
    plan: (_, { workspaceId, set }) => [edit('workspaces', workspaceId, () => sent(set))],
    land: ({ store }, workspace) => store.put('workspaces', [workspace]),
  },
};
