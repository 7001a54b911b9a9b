'use client';

import type { TaskOutput } from '../../../server/task/schema.ts';
import { isHeldBack } from './held-back.ts';
import { useBlocked } from './related.ts';
import { useToday } from './use-today.ts';

/** True for a task that stands back behind the others: see `isHeldBack`. */
export function useHeldBack(task: TaskOutput | undefined): boolean {
  const today = useToday();
  const isBlocked = useBlocked(task?.id ?? '');
  return task !== undefined && isHeldBack(task, { today, isBlocked });
}
