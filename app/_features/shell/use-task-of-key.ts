'use client';

import { useEffect, useState } from 'react';
import { findByKey } from '../../_client/loads/read-task.ts';
import { store } from '../../_client/store/page-store.ts';

export type NamedTask = { taskId: string | null; status: 'idle' | 'looking' | 'found' | 'missing' };

const idle: NamedTask = { taskId: null, status: 'idle' };
const looking: NamedTask = { taskId: null, status: 'looking' };

/** The task that an address like `/t/HOME-12` names. Null asks for none. */
export function useTaskOfKey(ref: string | null): NamedTask {
  const [answer, setAnswer] = useState<{ ref: string; named: NamedTask } | null>(null);
  useEffect(() => {
    if (ref === null) return;
    let gone = false;
    const settle = (taskId: string | null) => {
      const named: NamedTask = { taskId, status: taskId === null ? 'missing' : 'found' };
      if (!gone) setAnswer({ ref, named });
    };
    if (store.get('tasks', ref)) settle(ref);
    else findByKey(ref).then(settle, () => settle(null));
    return () => {
      gone = true;
    };
  }, [ref]);
  if (ref === null) return idle;
  return answer?.ref === ref ? answer.named : looking;
}
