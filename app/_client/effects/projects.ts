import type { ProjectId, WorkspaceId } from '../../../server/domain/ids.ts';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import type { Writes } from '../contract.ts';
import { edit, insert, remove, sent } from './effect.ts';
import type { Effect, Landing } from './effect.ts';
import { orderBeside } from './order.ts';

type ProjectWrite = Extract<keyof Writes, `project.${string}`>;

/** The answer to a write does not count the open tasks: the count that is known stays. */
function landProject({ store }: Landing, project: ProjectOutput): void {
  const openCount = project.openCount ?? store.tables.projects.base(project.id)?.openCount ?? 0;
  store.put('projects', [{ ...project, openCount }]);
}

/** What each write on projects does to the page's rows. */
export const projectEffects: { [P in ProjectWrite]: Effect<P> } = {
  'project.create': {
    plan: ({ store, now }, input) => {
      if (!input.id) return [];
      const siblings = store
        .projectsIn(input.workspaceId)
        .flatMap((id) => store.get('projects', id) ?? []);
      return [
        insert('projects', {
          id: input.id as ProjectId,
          workspaceId: input.workspaceId as WorkspaceId,
          name: input.name,
          key: input.key ?? '',
          colour: input.colour ?? 'grey',
          isPrivate: input.private ?? false,
          isInbox: false,
          right: 'write',
          order: orderBeside(siblings, {}),
          version: 0,
          createdBy: null,
          importedAuthor: null,
          createdAt: now,
          updatedAt: now,
          archivedAt: null,
          openCount: 0,
        }),
      ];
    },
    land: landProject,
  },
  'project.update': {
    plan: (_, { projectId, set }) => [edit('projects', projectId, () => sent(set))],
    land: landProject,
  },
  'project.archive': {
    plan: ({ now }, { projectId, archived = true }) => [
      edit('projects', projectId, () => ({ archivedAt: archived ? now : null })),
    ],
    land: landProject,
  },
  'project.delete': {
    plan: (_, { projectId }) => [remove('projects', projectId)],
    land: ({ store }, { id, version }) => store.tables.projects.bury(id, version),
  },
  'project.restore': { plan: () => [], land: landProject },
};
