'use client';

import { useEffect } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useAnswer } from '../../_client/ask.ts';

/** What the server found for one text in one workspace. */
export type Hits = { text: string; status: 'loading' | 'ready' | 'failed'; tasks: TaskOutput[] };

type Props = {
  workspaceId: string;
  text: string;
  onHits: (workspaceId: string, hits: Hits) => void;
};

/** Asks the server of one workspace and hands on what it answers to this text; answers to others are nobody's. */
export function ServerHits({ workspaceId, text, onHits }: Props) {
  const { status, data } = useAnswer(
    'task.search',
    text === '' ? null : { workspaceId, text, limit: 20 },
  );
  useEffect(() => {
    const tasks = data?.items.map(({ task }) => task) ?? [];
    onHits(workspaceId, { text, status, tasks });
  }, [workspaceId, text, status, data, onHits]);
  return null;
}
