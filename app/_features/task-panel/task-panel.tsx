'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useLoad } from '../../_client/loads/use-load.ts';
import { isWritable } from '../../_client/store/writable.ts';
import { useProject, useTask } from '../../_client/store/use-rows.ts';
import { Attachments } from '../attachment/attachments.tsx';
import { LightboxView } from '../attachment/lightbox-view.tsx';
import { Comments } from '../comment/comments.tsx';
import { History } from '../history/history.tsx';
import { Fields } from './fields.tsx';
import { Notes } from './notes.tsx';
import { PanelEmpty, PanelSkeleton } from './panel-empty.tsx';
import { PanelHead } from './panel-head.tsx';
import { panelMark, usePanelKeys } from './panel-keys.ts';
import { Subtasks } from './subtasks.tsx';
import { TaskTitle } from './task-title.tsx';

type Props = { taskId: string; onClose: () => void };

/** One task with everything about it, in the shell's panel. */
export function TaskPanel({ taskId, onClose }: Props) {
  const t = useTranslations('panel');
  const task = useTask(taskId);
  const { status } = useLoad('task', taskId);
  if (task) return <OpenTask key={task.id} task={task} onClose={onClose} />;
  if (status === 'loading') return <PanelSkeleton onClose={onClose} />;
  return <PanelEmpty onClose={onClose}>{t(status === 'failed' ? 'failed' : 'missing')}</PanelEmpty>;
}

function OpenTask({ task, onClose }: { task: TaskOutput; onClose: () => void }) {
  const t = useTranslations('panel');
  const { projectId } = task;
  const archive = useTranslations('archive');
  const box = useRef<HTMLDivElement>(null);
  usePanelKeys(box);
  const project = useProject(projectId);
  const right = project?.right ?? 'read';
  const isArchived = project !== undefined && project.archivedAt !== null;
  const field = { task, canWrite: isWritable(project) };
  return (
    <div
      {...panelMark}
      ref={box}
      role="group"
      aria-label={task.title}
      tabIndex={-1}
      className="relative flex min-h-0 flex-1 flex-col outline-none"
    >
      <PanelHead {...field} onClose={onClose} />
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-8">
        <TaskTitle {...field} />
        {project !== undefined && !field.canWrite && (
          <p className="px-4 pb-2 text-sm text-muted md:px-5">
            {right === 'write' ? archive('note') : t(`right.${right}`)}
          </p>
        )}
        <Fields {...field} project={project} />
        <Notes {...field} />
        <Attachments {...field} box={box} />
        <Subtasks {...field} />
        <Comments task={task} mayWrite={right !== 'read' && !isArchived} />
        <LightboxView />
        <History task={task} canUndo={field.canWrite} />
      </div>
    </div>
  );
}
