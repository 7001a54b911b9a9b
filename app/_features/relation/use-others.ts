'use client';

import { useState } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { store } from '../../_client/store/page-store.ts';
import { useRelated } from '../../_client/store/related.ts';
import { useDebounced } from '../../_ui/use-debounced.ts';
import { findOthers } from './find-others.ts';

/** How long one may pause before the server is asked too, in milliseconds. */
const pause = 150;

/**
 * The tasks that one can be related to: those that the page holds at once, and below them what the server finds. What
 * it answers to another text than the one that stands there is nobody's.
 */
export function useOthers(task: TaskOutput) {
  const related = useRelated(task.id);
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const asked = useDebounced(text, pause);
  const { status, data } = useAnswer(
    'task.search',
    asked === '' ? null : { workspaceId: task.workspaceId, text: asked, limit: 20 },
  );
  const found = asked === text ? (data?.items.map((item) => item.task) ?? []) : [];
  return {
    setTyped,
    find: (wanted: string) => findOthers(store, { task, related, typed: wanted, found }),
    isBusy: asked !== text || status === 'loading',
    /** Has the page hold a task of these, so that it shows what it is related to. */
    hold: (id: string) => {
      const one = found.find((other) => other.id === id);
      if (one && !store.get('tasks', id)) store.put('tasks', [one]);
    },
  };
}
