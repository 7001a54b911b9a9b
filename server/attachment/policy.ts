import type { ProjectRight } from '../domain/enums.ts';
import type { UserId } from '../domain/ids.ts';
import { rightCovers } from '../domain/policy.ts';
import type { Member } from '../platform/member.ts';

type Who = Pick<Member, 'userId' | 'role'> & { right: ProjectRight };
type What = { commentId: string | null; createdBy: UserId | null };

/** A task's files are of all who may write there; a comment's are its author's, as its words are. */
export function mayChangeAttachment(who: Who, { commentId, createdBy }: What): boolean {
  return commentId === null ? rightCovers(who.right, 'write') : createdBy === who.userId;
}

/** Owners and admins may also take away, and bring back, what hangs on others' comments. */
export function mayDeleteAttachment(who: Who, what: What): boolean {
  const isStaff = who.role === 'owner' || who.role === 'admin';
  return mayChangeAttachment(who, what) || (what.commentId !== null && isStaff);
}
