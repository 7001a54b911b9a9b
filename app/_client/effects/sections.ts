import type { ProjectId, SectionId, WorkspaceId } from '../../../server/domain/ids.ts';
import type { SectionOutput } from '../../../server/section/schema.ts';
import type { Writes } from '../contract.ts';
import type { Store } from '../store/store.ts';
import { edit, insert, remove, sent } from './effect.ts';
import type { Effect, Landing } from './effect.ts';
import { orderBeside } from './order.ts';

type SectionWrite = Extract<keyof Writes, `section.${string}`>;

const land = ({ store }: Landing, section: SectionOutput) => store.put('sections', [section]);

function others(store: Store, projectId: string, without: string): SectionOutput[] {
  const ids = store.sectionsIn(projectId).filter((id) => id !== without);
  return ids.flatMap((id) => store.get('sections', id) ?? []);
}

/** What each write on sections does to the page's rows. */
export const sectionEffects: { [P in SectionWrite]: Effect<P> } = {
  'section.create': {
    plan: ({ store, now }, input) => {
      if (!input.id) return [];
      return [
        insert('sections', {
          id: input.id as SectionId,
          workspaceId: input.workspaceId as WorkspaceId,
          projectId: input.projectId as ProjectId,
          name: input.name,
          order: orderBeside(others(store, input.projectId, ''), input),
          version: 0,
          createdAt: now,
          updatedAt: now,
        }),
      ];
    },
    land,
  },
  'section.update': {
    plan: (_, { sectionId, set }) => [edit('sections', sectionId, () => sent(set))],
    land,
  },
  'section.move': {
    plan: ({ store }, { sectionId, before, after }) => {
      const section = store.get('sections', sectionId);
      if (!section) return [];
      const order = orderBeside(others(store, section.projectId, sectionId), { before, after });
      return [edit('sections', sectionId, () => ({ order }))];
    },
    land,
  },
  'section.delete': {
    plan: (_, { sectionId }) => [remove('sections', sectionId)],
    land: ({ store }, { id, version }) => store.tables.sections.bury(id, version),
  },
  'section.restore': { plan: () => [], land },
};
