'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { addFiles } from '../../_client/intents/files.ts';
import { inComposer } from '../../_client/store/coming-files.ts';
import { useComing } from './attachments.tsx';
import { ComingRow } from './coming-row.tsx';
import { PickFiles } from './pick-files.tsx';
import { useFileDrop } from './use-file-drop.ts';

type Task = Pick<TaskOutput, 'id' | 'workspaceId'>;

/** The field in which a comment is written: files that are dropped or pasted there go with the comment. */
export function useComposerFiles(task: Task) {
  const box = useRef<HTMLDivElement>(null);
  const isOver = useFileDrop(box, (files) => addFiles(task, files, inComposer));
  return { box, isOver };
}

type Props = { task: Task; isOver: boolean };

/** What goes with the comment that is being written, and a way to add to it. */
export function ComposerFiles({ task, isOver }: Props) {
  const t = useTranslations('attachment');
  const ids = useComing((one) => one.taskId === task.id && one.commentId === inComposer);
  return (
    <>
      <PickFiles shape="clip" onFiles={(files) => addFiles(task, files, inComposer)} />
      {isOver && (
        <p className="mx-1.5 mb-1.5 rounded-control border border-dashed border-accent bg-accent-tint px-3 py-2 text-sm">
          {t('dropComment')}
        </p>
      )}
      {ids.length > 0 && (
        <ul className="flex flex-col px-1">
          {ids.map((id) => (
            <ComingRow key={id} id={id} />
          ))}
        </ul>
      )}
    </>
  );
}
