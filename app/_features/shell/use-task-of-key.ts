'use client';

import { useCallback, useEffect, useState } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { findByKey, findDeleted } from '../../_client/loads/read-task.ts';
import type { DeletedTask } from '../../_client/loads/read-task.ts';
import { store } from '../../_client/store/page-store.ts';
import { workspaceAt } from '../workspace/workspace-path.ts';

export type NamedTask = Found & {
  /** Looks again. */
  again: () => void;
};

type Found = {
  taskId: string | null;
  status: 'idle' | 'looking' | 'found' | 'deleted' | 'missing' | 'several';
  /** Where it lies in the trash. */
  deleted: DeletedTask | null;
  /** Where several workspaces have a task of this key, and none of them was named. */
  choices: readonly TaskOutput[];
};

const idle: Found = { taskId: null, status: 'idle', deleted: null, choices: [] };
const missing: Found = { ...idle, status: 'missing' };
const found = (taskId: string): Found => ({ ...idle, taskId, status: 'found' });

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
    lookFor(ref, tail).then(settle, () => settle(missing));
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

/** In the named workspace; without a name in the personal one, then in all others, then in the trash. */
async function lookFor(ref: string, tail: string | null): Promise<Found> {
  if (store.get('tasks', ref)) return found(ref);
  const here = workspaceAt(store, tail)?.id;
  const named = here === undefined ? [] : [here];
  const [own] = await findByKey(ref, named);
  if (own) return found(own.id);
  const others = [...store.tables.workspaces.rows.keys()].filter((id) => id !== here);
  const hits = tail === null ? await findByKey(ref, others) : [];
  const [only] = hits;
  if (only && hits.length === 1) return found(only.id);
  if (only) return { ...idle, status: 'several', choices: hits };
  const deleted = await findDeleted(ref, tail === null ? [...named, ...others] : named);
  return deleted ? { ...idle, status: 'deleted', deleted } : missing;
}

/** False for an answer to the same key in another workspace. Without a tail it may be of any. */
function isOf({ taskId, deleted }: Found, tail: string | null): boolean {
  const workspaceId =
    deleted?.workspaceId ?? (taskId === null ? undefined : store.get('tasks', taskId)?.workspaceId);
  return tail === null || !workspaceId || workspaceAt(store, tail)?.id === workspaceId;
}
