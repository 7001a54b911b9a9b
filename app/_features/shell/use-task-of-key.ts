'use client';

import { useCallback, useEffect, useState } from 'react';
import { store } from '../../_client/store/page-store.ts';
import { workspaceAt } from '../workspace/workspace-path.ts';
import type { Found } from './look-for-task.ts';

export type NamedTask = Found & {
  /** Looks again. */
  again: () => void;
};

const idle: Found = { taskId: null, status: 'idle', deleted: null, choices: [] };

/**
 * The task that an address like `/t/HOME-12` names, by a key that it has or had once, in the workspace of its tail.
 * Null asks for none.
 */
export function useTaskOfKey(ref: string | null, tail: string | null): NamedTask {
  const [answer, setAnswer] = useState<{ ref: string; named: Found } | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (ref === null) return;
    let gone = false;
    const settle = (named: Found) => {
      if (!gone) setAnswer({ ref, named });
    };
    // Only such addresses need it, so it comes late.
    import('./look-for-task.ts')
      .then(({ lookForTask }) => lookForTask(ref, tail))
      .then(settle, () => settle({ ...idle, status: 'failed' }));
    return () => {
      gone = true;
    };
  }, [ref, tail, turn]);
  const again = useCallback(() => setTurn((now) => now + 1), []);
  if (ref === null) return { ...idle, again };
  return answer?.ref === ref && isOf(answer.named, tail)
    ? { ...answer.named, again }
    : { ...idle, status: 'looking', again };
}

/** False for an answer to the same key in another workspace. Without a tail it may be of any. */
function isOf({ taskId, deleted }: Found, tail: string | null): boolean {
  const workspaceId =
    deleted?.workspaceId ?? (taskId === null ? undefined : store.get('tasks', taskId)?.workspaceId);
  return tail === null || !workspaceId || workspaceAt(store, tail)?.id === workspaceId;
}
