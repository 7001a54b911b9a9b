import type { CommentOutput } from '../../../server/comment/schema.ts';
import type { Role } from '../../../server/domain/enums.ts';

type Who = { userId: string | undefined; role: Role | undefined };

/** What the server lets a person do with a comment: its words are its author's, owners and admins may take it away. */
export function commentRights(
  { userId, role }: Who,
  { createdBy }: Pick<CommentOutput, 'createdBy'>,
): { edit: boolean; remove: boolean } {
  const own = createdBy !== null && createdBy === userId;
  const staff = role === 'owner' || role === 'admin';
  return { edit: own || (createdBy === null && staff), remove: own || staff };
}
