import type { UserId, ViewId, WorkspaceId } from '../../../server/domain/ids.ts';
import type { ViewOutput } from '../../../server/view/schema.ts';
import type { Writes } from '../contract.ts';
import type { Store } from '../store/store.ts';
import { whoseStore } from '../store/whose-store.ts';
import { edit, insert, remove, sent } from './effect.ts';
import type { Effect, Landing } from './effect.ts';
import { orderBeside } from './order.ts';

type ViewWrite = Extract<keyof Writes, `view.${string}`>;

const land = ({ store }: Landing, view: ViewOutput) => store.put('views', [view]);

function others(store: Store, workspaceId: string, without: string): ViewOutput[] {
  const ids = store.viewsIn(workspaceId).filter((id) => id !== without);
  return ids.flatMap((id) => store.get('views', id) ?? []);
}

/** What each write on saved views does to the page's rows. */
export const viewEffects: { [P in ViewWrite]: Effect<P> } = {
  'view.create': {
    plan: ({ store, now }, { opId: _, before, after, ...input }) => {
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
          order: orderBeside(others(store, input.workspaceId, ''), { before, after }),
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
    plan: ({ store }, { workspaceId, viewId, set = {}, before, after }) => {
      const isMoved = before !== undefined || after !== undefined;
      const order = () => orderBeside(others(store, workspaceId, viewId), { before, after });
      return [edit('views', viewId, () => ({ ...sent(set), ...(isMoved && { order: order() }) }))];
    },
    land,
  },
  'view.delete': {
    plan: (_, { viewId }) => [remove('views', viewId)],
    land: ({ store }, { id, version }) => store.tables.views.bury(id, version),
  },
  'view.restore': { plan: () => [], land },
};
