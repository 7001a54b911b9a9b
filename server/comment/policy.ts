import type { Member } from '../platform/member.ts';
import type { CommentRow } from './rows.ts';

type Whose = Pick<CommentRow, 'createdBy'>;
type Who = Pick<Member, 'userId' | 'role'>;

const isStaff = (member: Who) => member.role === 'owner' || member.role === 'admin';

/** A comment's words are its author's; those of authors without an account can be mended by owners and admins. */
export function mayEditComment(member: Who, comment: Whose): boolean {
  return comment.createdBy === member.userId || (comment.createdBy === null && isStaff(member));
}

/** Owners and admins may also take away, and bring back, what others wrote. */
export function mayDeleteComment(member: Who, comment: Whose): boolean {
  return comment.createdBy === member.userId || isStaff(member);
}
