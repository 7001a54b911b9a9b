import type { LabelId, WorkspaceId } from '../../../server/domain/ids.ts';
import type { LabelOutput } from '../../../server/label/schema.ts';
import type { Writes } from '../contract.ts';
import { edit, insert, remove, sent } from './effect.ts';
import type { Effect, Landing } from './effect.ts';

type LabelWrite = Extract<keyof Writes, `label.${string}`>;

const land = ({ store }: Landing, label: LabelOutput) => store.put('labels', [label]);

/** What each write on labels does to the page's rows. A deleted label stays in the tasks' lists, unseen. */
export const labelEffects: { [P in LabelWrite]: Effect<P> } = {
  'label.create': {
    plan: ({ now }, input) => {
      if (!input.id) return [];
      return [
        insert('labels', {
          id: input.id as LabelId,
          workspaceId: input.workspaceId as WorkspaceId,
          name: input.name,
          colour: input.colour ?? 'grey',
          version: 0,
          createdAt: now,
          updatedAt: now,
        }),
      ];
    },
    land,
  },
  'label.update': {
    plan: (_, { labelId, set }) => [edit('labels', labelId, () => sent(set))],
    land,
  },
  'label.delete': {
    plan: (_, { labelId }) => [remove('labels', labelId)],
    land: ({ store }, { id, version }) => store.tables.labels.bury(id, version),
  },
  'label.restore': { plan: () => [], land },
};
