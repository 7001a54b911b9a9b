import type { ProjectId, SectionId } from '../server/domain/ids.ts';
import type { ProjectOutput } from '../server/project/schema.ts';
import type { SectionOutput } from '../server/section/schema.ts';
import { seedProject } from '../server/testing/seed-project.ts';
import type { Stage } from './stage.ts';

type Wanted = { name: string; tasks: number; columns?: number };

/** A new project with so many open tasks, spread over so many sections. @returns its id */
export async function seededProject(
  { api, db, workspaceId, userId }: Stage,
  { name, tasks, columns = 0 }: Wanted,
): Promise<ProjectId> {
  const { id } = await api.mutate<ProjectOutput>('project.create', { workspaceId, name });
  const sectionIds: SectionId[] = [];
  while (sectionIds.length < columns) {
    const section = await api.mutate<SectionOutput>('section.create', {
      workspaceId,
      projectId: id,
      name: `Stage ${sectionIds.length + 1}`,
    });
    sectionIds.push(section.id);
  }
  await seedProject(db, { workspaceId, projectId: id, userId, tasks, sectionIds });
  return id;
}
