'use client';

import { useCallback, useEffect, useState } from 'react';
import { findByKey } from '../../_client/loads/read-task.ts';
import { store } from '../../_client/store/page-store.ts';

type Found = { taskId: string | null; status: 'idle' | 'looking' | 'found' | 'missing' };
export type NamedTask = Found & {
  /** Looks again. */
  again: () => void;
};

const idle: Found = { taskId: null, status: 'idle' };
const looking: Found = { taskId: null, status: 'looking' };

/** The task that an address like `/t/HOME-12` names, by a key that it has or had once. Null asks for none. */
export function useTaskOfKey(ref: string | null): NamedTask {
  const [answer, setAnswer] = useState<{ ref: string; found: Found } | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (ref === null) return;
    let gone = false;
    const settle = (taskId: string | null) => {
      const found: Found = { taskId, status: taskId === null ? 'missing' : 'found' };
      if (!gone) setAnswer({ ref, found });
    };
    if (store.get('tasks', ref)) settle(ref);
    else findByKey(ref).then(settle, () => settle(null));
    return () => {
      gone = true;
    };
  }, [ref, turn]);
  const again = useCallback(() => setTurn((now) => now + 1), []);
  if (ref === null) return { ...idle, again };
  return { ...(answer?.ref === ref ? answer.found : looking), again };
}
