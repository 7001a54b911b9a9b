import { rightCovers } from '../domain/policy.ts';
import type { ProjectRight } from '../domain/enums.ts';
import type { UserId } from '../domain/ids.ts';
import type { Member } from '../platform/member.ts';

type Who = Pick<Member, 'userId' | 'role'>;

/** What lies in the trash, as far as the right to purge it goes; `right` is null for a label. */
export type Purgeable = { right: ProjectRight | null; deletedBy: UserId | null };

/**
 * Purging cannot be taken back, so it takes more than deleting: owners and admins purge what they may write, members
 * of it what they deleted themselves, guests nothing.
 */
export function mayPurge(member: Who, thing: Purgeable): boolean {
  if (member.role === 'guest') return false;
  if (thing.right !== null && !rightCovers(thing.right, 'write')) return false;
  return member.role !== 'member' || thing.deletedBy === member.userId;
}
