import { may } from '../../_client/store/may.ts';
import { store } from '../../_client/store/page-store.ts';
import type { LineNames } from '../../../server/domain/quick-add/read-line.ts';

/** What the names in a line can mean: what the person sees of a workspace and may add tasks to. */
export function namesIn(workspaceId: string): LineNames {
  const workspace = store.get('workspaces', workspaceId);
  const rows = <T>(ids: readonly string[], get: (id: string) => T | undefined): T[] =>
    ids.flatMap((id) => get(id) ?? []);
  const projects = rows(store.projectsIn(workspaceId), (id) => store.get('projects', id));
  return {
    projects: projects.filter(
      (project) => project.archivedAt === null && may('task.create', { workspace, project }),
    ),
    sectionsIn: (projectId) => rows(store.sectionsIn(projectId), (id) => store.get('sections', id)),
    labels: rows(store.labelsIn(workspaceId), (id) => store.get('labels', id)),
    people: rows(store.membersIn(workspaceId), (id) => store.get('members', id)).filter(
      ({ removedAt }) => removedAt === null,
    ),
    mayMakeLabels: may('label.create', { workspace }),
  };
}
