import type { ProjectOutput } from '../../../server/project/schema.ts';

/** True where the page lets tasks of a project be changed: with the right to write, and not in the archive. */
export function isWritable(
  project: Pick<ProjectOutput, 'right' | 'archivedAt'> | undefined,
): boolean {
  return project?.right === 'write' && project.archivedAt === null;
}
