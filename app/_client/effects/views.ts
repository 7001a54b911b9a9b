import type { UserId, ViewId, WorkspaceId } from '../../../server/domain/ids.ts';
import type { ViewOutput } from '../../../server/view/schema.ts';
import type { Writes } from '../contract.ts';
import { whoseStore } from '../store/whose-store.ts';
import { edit, insert, remove, sent } from './effect.ts';
import type { Effect, Landing } from './effect.ts';

type ViewWrite = Extract<keyof Writes, `view.${string}`>;

const land = ({ store }: Landing, view: ViewOutput) => store.put('views', [view]);

/** Behind all others until the server has said where: its keys have letters and digits alone. */
const last = '~';

/** What each write on saved views does to the page's rows. */
export const viewEffects: { [P in ViewWrite]: Effect<P> } = {
  'view.create': {
    plan: ({ store, now }, { opId: _, before: __, after: ___, ...input }) => {
      if (!input.id) return [];
      return [
        insert('views', {
          layout: 'list',
          grouping: 'none',
          sort: 'due',
          isShared: false,
          ...sent(input),
          name: input.name,
          filter: input.filter,
          id: input.id as ViewId,
          workspaceId: input.workspaceId as WorkspaceId,
          order: last,
          version: 0,
          createdBy: whoseStore(store) as UserId,
          createdAt: now,
          updatedAt: now,
        }),
      ];
    },
    land,
  },
  'view.update': {
    plan: (_, { viewId, set }) => [edit('views', viewId, () => sent(set ?? {}))],
    land,
  },
  'view.delete': {
    plan: (_, { viewId }) => [remove('views', viewId)],
    land: ({ store }, { id, version }) => store.tables.views.bury(id, version),
  },
  'view.restore': { plan: () => [], land },
};
