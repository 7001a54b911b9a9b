'use client';

import { useTranslations } from 'next-intl';
import type { CommentOutput } from '../../../server/comment/schema.ts';
import { useTask } from '../../_client/store/use-rows.ts';
import { useComing, without } from './attachments.tsx';
import { ComingRow } from './coming-row.tsx';
import { FileRow } from './file-row.tsx';
import { useAttachments } from './use-attachments.ts';

type Props = { comment: CommentOutput; canWrite: boolean };

/** The files of a comment, and those that are on their way to it. */
export function CommentFiles({ comment, canWrite }: Props) {
  const t = useTranslations('attachment');
  const { workspaceId, taskId, id } = comment;
  const attachmentCount = useTask(taskId)?.attachmentCount ?? 0;
  const { files } = useAttachments({ workspaceId, id: taskId, attachmentCount });
  const own = files.filter(({ commentId }) => commentId === id);
  const coming = without(
    useComing((one) => one.commentId === id),
    files,
  );
  const pictures = files.filter(({ image }) => image?.shown);
  if (own.length + coming.length === 0) return null;
  return (
    <ul aria-label={t('ofComment')} className="-mx-2 mt-1 flex flex-col">
      {own.map((file) => (
        <FileRow key={file.id} file={file} canWrite={canWrite} pictures={pictures} />
      ))}
      {coming.map((one) => (
        <ComingRow key={one} id={one} />
      ))}
    </ul>
  );
}
