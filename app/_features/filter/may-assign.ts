import type { MemberOutput } from '../../../server/member/schema.ts';
import type { ProjectOutput } from '../../../server/project/schema.ts';

type Person = Pick<MemberOutput, 'role' | 'removedAt'>;
type Project = Pick<ProjectOutput, 'isPrivate' | 'isInbox'>;

/**
 * True where the page knows that another person may be given tasks of the project: only who sees it is taken. Who else
 * is in a private project, and in which a guest is, the server knows alone.
 */
export function mayAssign(person: Person | undefined, project: Project | undefined): boolean {
  if (person?.removedAt !== null || person.role === 'guest') return false;
  return project !== undefined && !project.isInbox && !project.isPrivate;
}
