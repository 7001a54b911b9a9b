import type { MemberOutput } from '../../../server/member/schema.ts';
import type { ProjectOutput } from '../../../server/project/schema.ts';

type Person = { userId: string } & Pick<MemberOutput, 'role' | 'removedAt'>;
type Project = Pick<ProjectOutput, 'isPrivate' | 'isInbox'>;

/**
 * True where the page knows that tasks of the project may be given to a person: only who sees it is taken. Who else is
 * in a private project, and in which a guest is, the server knows alone.
 */
export function mayAssign(
  person: Person | undefined,
  project: Project | undefined,
  me: string,
): boolean {
  if (person?.removedAt !== null || !project) return false;
  if (person.userId === me) return true;
  return !project.isInbox && !project.isPrivate && person.role !== 'guest';
}
