'use client';

import { useEffect } from 'react';
import { navigate } from '../../_client/router.ts';
import { pathHere } from '../workspace/current-workspace.ts';
import { addText } from './add-target.ts';
import { addPath, sharedText } from './shared-text.ts';

/** What comes from outside, by a share or a shortcut, stands in the inbox's line for a new task. */
export function AddRoute({ isReady }: { isReady: boolean }) {
  useEffect(() => {
    const text = sharedText(window.location.search);
    if (isReady) {
      navigate(pathHere('/inbox'), { replace: true });
      addText(text);
    } else {
      // Cut already: signing in comes back to this address, and an address has its limit.
      navigate(addPath(text), { replace: true });
    }
  }, [isReady]);
  return null;
}
