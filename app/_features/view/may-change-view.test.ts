import { expect, test } from 'vitest';
import type { UserId } from '../../../server/domain/ids.ts';
import { mayChangeView, mayShareView, mayUnshareView } from '../../../server/view/policy.ts';
import { rightsOnView } from './may-change-view.ts';

const roles = ['owner', 'admin', 'member', 'guest'] as const;

test('the page offers what the server lets through', () => {
  for (const role of roles)
    for (const userId of ['ann', 'ben'] as UserId[])
      for (const isShared of [true, false]) {
        const view = { createdBy: 'ann' as UserId, isShared };
        const change = mayChangeView({ userId, role }, view);
        const mayUnshare = mayUnshareView({ userId }, view);
        expect(rightsOnView({ userId, role }, view)).toEqual({
          change,
          share: change && !isShared && mayShareView({ role }),
          unshare: isShared && mayUnshare,
        });
      }
});
