import type { RelationId, TaskId, WorkspaceId } from '../../../server/domain/ids.ts';
import { keptEnds } from '../../../server/domain/relations.ts';
import type { Ends } from '../../../server/domain/relations.ts';
import type { Writes } from '../contract.ts';
import type { Rows } from '../store/rows.ts';
import type { Store } from '../store/store.ts';
import { insert, remove } from './effect.ts';
import type { Effect } from './effect.ts';

type RelationWrite = Extract<keyof Writes, `relation.${string}`>;
type Sent = { fromTaskId: string; toTaskId: string; kind: Ends['kind'] };

const endsOf = ({ fromTaskId, toTaskId, kind }: Sent): Ends =>
  keptEnds({ kind, fromTaskId: fromTaskId as TaskId, toTaskId: toTaskId as TaskId });

/** The relation that stands here between two tasks. */
function present(store: Store, input: Sent): Rows['relations'] | undefined {
  const { fromTaskId, toTaskId, kind } = endsOf(input);
  return store
    .relationsOf(fromTaskId)
    .map((id) => store.get('relations', id))
    .find(
      (row) => row?.fromTaskId === fromTaskId && row.toTaskId === toTaskId && row.kind === kind,
    );
}

/** What each write on relations does to the page's rows. */
export const relationEffects: { [P in RelationWrite]: Effect<P> } = {
  'relation.add': {
    plan: ({ store, now }, input) => {
      if (!input.id || present(store, input)) return [];
      return [
        insert('relations', {
          id: input.id as RelationId,
          workspaceId: input.workspaceId as WorkspaceId,
          ...endsOf(input),
          version: 0,
          createdAt: now,
        }),
      ];
    },
    land: ({ store }, relation) => store.put('relations', [relation]),
  },
  'relation.remove': {
    plan: ({ store }, input) => {
      const row = present(store, input);
      return row ? [remove('relations', row.id)] : [];
    },
    land: ({ store }, { id, version }) => {
      if (id) store.tables.relations.bury(id, version);
    },
  },
};
