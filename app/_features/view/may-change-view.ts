import { isStaff } from '../../../server/domain/policy.ts';
import type { Role } from '../../../server/domain/enums.ts';
import type { ViewOutput } from '../../../server/view/schema.ts';

type Who = { userId: string | undefined; role: Role };
type Whose = Pick<ViewOutput, 'createdBy' | 'isShared'>;

/** What a person may do with a view. A guest keeps views to themselves; a shared one owners and admins change too. */
export function rightsOnView({ userId, role }: Who, { createdBy, isShared }: Whose) {
  const isMaker = createdBy === userId;
  return {
    change: isMaker || (isShared && isStaff(role)),
    share: isMaker && !isShared && role !== 'guest',
    unshare: isMaker && isShared,
  };
}
