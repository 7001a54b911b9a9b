import { roles } from '../../../server/domain/enums.ts';
import type { Role } from '../../../server/domain/enums.ts';
import { isStaff, roleAllows, roleCovers } from '../../../server/domain/policy.ts';

/** Who asks, about whom, and what else counts: how many owners there are, and whether there may be only one. */
export type Asked = {
  me: { userId: string; role: Role };
  other: { userId: string; role: Role };
  owners: number;
  isPersonal: boolean;
};

/** The roles that a member can be given by who asks; none where the role only stands there. */
export function rolesToGive({ me, other, owners, isPersonal }: Asked): readonly Role[] {
  if (!roleAllows(me.role, 'member.setRole') || !roleCovers(me.role, other.role)) return [];
  if (isLastOwner({ other, owners })) return [];
  return roles.filter((role) => roleCovers(me.role, role) && (role !== 'owner' || !isPersonal));
}

/** True for the one owner that a workspace cannot be without. */
export function isLastOwner({ other, owners }: Pick<Asked, 'other' | 'owners'>): boolean {
  return other.role === 'owner' && owners === 1;
}

/** True where who asks may end this membership; of their own it is leaving. */
export function mayRemove({ me, other, owners }: Asked): boolean {
  if (isLastOwner({ other, owners })) return false;
  return me.userId === other.userId || (isStaff(me.role) && roleCovers(me.role, other.role));
}

/** True where who asks may hand their ownership to this member. */
export function mayHandOver({ me, other, isPersonal }: Asked): boolean {
  return (
    roleAllows(me.role, 'workspace.transfer') &&
    !isPersonal &&
    (other.role === 'admin' || other.role === 'member')
  );
}

/** The roles for which one may invite. */
export function rolesToInvite({ role, isPersonal }: { role: Role; isPersonal: boolean }): Role[] {
  return roles.filter((one) => roleCovers(role, one) && (one !== 'owner' || !isPersonal));
}
