'use client';

import { useEffect } from 'react';
import { lookersHere, show } from '../../_client/presence/shown.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';
import type { FacesProps } from './faces.tsx';

const facesPart = latePart<FacesProps>(async () => (await import('./faces.tsx')).Faces);

type Props = { workspaceId: string; projectId: string; taskId?: string };

/** Who else looks at a project, or at a task of it; where this stands, others see that this person does. */
export function WhoLooks({ workspaceId, projectId, taskId }: Props) {
  useEffect(
    () => show({ workspaceId, projectId, taskId: taskId ?? null }),
    [workspaceId, projectId, taskId],
  );
  const all = useCell(lookersHere).get(projectId) ?? [];
  const here = taskId === undefined ? all : all.filter((looker) => looker.taskId === taskId);
  if (here.length === 0) return null;
  const userIds = here.map(({ userId }) => userId);
  const of = taskId === undefined ? 'project' : 'task';
  return <LateView part={facesPart} props={{ workspaceId, userIds, of }} />;
}
