'use client';

import { useEffect, useState } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { findByKey } from '../../_client/loads/read-task.ts';
import { store } from '../../_client/store/page-store.ts';
import { workspaceAt } from '../workspace/workspace-path.ts';

export type NamedTask = {
  taskId: string | null;
  status: 'idle' | 'looking' | 'found' | 'missing' | 'several';
  /** Where several workspaces have a task of this key, and none of them was named. */
  choices: readonly TaskOutput[];
};

const idle: NamedTask = { taskId: null, status: 'idle', choices: [] };
const looking: NamedTask = { ...idle, status: 'looking' };
const missing: NamedTask = { ...idle, status: 'missing' };
const found = (taskId: string): NamedTask => ({ ...idle, taskId, status: 'found' });

/** The task that an address like `/t/HOME-12` names, in the workspace of its tail. Null asks for none. */
export function useTaskOfKey(ref: string | null, tail: string | null): NamedTask {
  const [answer, setAnswer] = useState<{ ref: string; named: NamedTask } | null>(null);
  useEffect(() => {
    if (ref === null) return;
    let gone = false;
    const settle = (named: NamedTask) => {
      if (!gone) setAnswer({ ref, named });
    };
    lookFor(ref, tail).then(settle, () => settle(missing));
    return () => {
      gone = true;
    };
  }, [ref, tail]);
  if (ref === null) return idle;
  return answer?.ref === ref && isOf(answer.named, tail) ? answer.named : looking;
}

/** In the named workspace; without a name in the personal one, and then in all others. */
async function lookFor(ref: string, tail: string | null): Promise<NamedTask> {
  if (store.get('tasks', ref)) return found(ref);
  const here = workspaceAt(store, tail)?.id;
  const [own] = await findByKey(ref, here === undefined ? [] : [here]);
  if (own) return found(own.id);
  if (tail !== null) return missing;
  const others = [...store.tables.workspaces.rows.keys()].filter((id) => id !== here);
  const hits = await findByKey(ref, others);
  const [only] = hits;
  if (!only) return missing;
  return hits.length === 1 ? found(only.id) : { ...idle, status: 'several', choices: hits };
}

/** False for an answer to the same key in another workspace. Without a tail it may be of any. */
function isOf({ taskId }: NamedTask, tail: string | null): boolean {
  const task = taskId === null ? undefined : store.get('tasks', taskId);
  return tail === null || !task || workspaceAt(store, tail)?.id === task.workspaceId;
}
