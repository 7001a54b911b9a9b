'use client';

import { useMemo } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useClosedIds, useOpenIds } from '../../_client/store/use-rows.ts';
import { useListed } from './use-listed.ts';

/** The tasks directly below one, in their order. */
export function useSubtasks({ id, projectId }: Pick<TaskOutput, 'id' | 'projectId'>) {
  const place = useMemo(() => ({ projectId, sectionId: null, parentId: id }), [id, projectId]);
  const open = useListed('tasks', useOpenIds(place));
  const closed = useListed('tasks', useClosedIds(place));
  return { open, closed };
}
