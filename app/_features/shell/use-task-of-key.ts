'use client';

import { useCallback, useEffect, useState } from 'react';
import { findByKey, findDeleted } from '../../_client/loads/read-task.ts';
import type { DeletedTask } from '../../_client/loads/read-task.ts';
import { store } from '../../_client/store/page-store.ts';

export type NamedTask = {
  taskId: string | null;
  status: 'idle' | 'looking' | 'found' | 'deleted' | 'missing';
  /** Where it lies in the trash. */
  deleted: DeletedTask | null;
  /** Looks again. */
  again: () => void;
};

type Found = Pick<NamedTask, 'taskId' | 'status' | 'deleted'>;

const idle: Found = { taskId: null, status: 'idle', deleted: null };
const missing: Found = { ...idle, status: 'missing' };

/** The task that an address like `/t/HOME-12` names, by a key that it has or had once. Null asks for none. */
export function useTaskOfKey(ref: string | null): NamedTask {
  const [answer, setAnswer] = useState<{ ref: string; found: Found } | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (ref === null) return;
    let gone = false;
    const settle = (found: Found) => {
      if (!gone) setAnswer({ ref, found });
    };
    look(ref).then(settle, () => settle(missing));
    return () => {
      gone = true;
    };
  }, [ref, turn]);
  const again = useCallback(() => setTurn((now) => now + 1), []);
  if (ref === null) return { ...idle, again };
  return answer?.ref === ref ? { ...answer.found, again } : { ...idle, status: 'looking', again };
}

async function look(ref: string): Promise<Found> {
  const taskId = store.get('tasks', ref) ? ref : await findByKey(ref);
  if (taskId !== null) return { taskId, status: 'found', deleted: null };
  const deleted = await findDeleted(ref);
  return deleted ? { taskId: null, status: 'deleted', deleted } : missing;
}
