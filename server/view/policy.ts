import { isStaff } from '../domain/policy.ts';
import type { Member } from '../platform/member.ts';
import type { ViewRow } from './rows.ts';

type Who = Pick<Member, 'userId' | 'role'>;
type Whose = Pick<ViewRow, 'createdBy' | 'isShared'>;

/** A view is its maker's; a shared one can be changed by owners and admins too. */
export function mayChangeView({ userId, role }: Who, { createdBy, isShared }: Whose): boolean {
  return createdBy === userId || (isShared && isStaff(role));
}

/** Guests keep views for themselves: what is shared, they do not see. */
export function mayShareView({ role }: Pick<Member, 'role'>): boolean {
  return role !== 'guest';
}

/** Whoever made a view of another private would lose sight of it: they delete it, which can be taken back. */
export function mayUnshareView({ userId }: Pick<Member, 'userId'>, { createdBy }: Whose): boolean {
  return createdBy === userId;
}
