'use client';

import { useTranslations } from 'next-intl';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useCommentIds } from '../../_client/store/use-rows.ts';
import { CommentItem } from './comment-item.tsx';
import { Composer } from './composer.tsx';

type Props = {
  task: TaskOutput;
  /** True for those who may comment. */
  mayWrite: boolean;
};

/** What was said about a task, oldest first, and the field to say more. */
export function Comments({ task, mayWrite }: Props) {
  const t = useTranslations('comment');
  const ids = useCommentIds(task.id);
  if (ids.length === 0 && !mayWrite) return null;
  return (
    <section aria-label={t('title')} className="px-4 py-2 md:px-5">
      {ids.length > 0 && (
        <h3 className="flex h-8 items-center gap-2 text-sm font-semibold">
          {t('title')}
          <span data-figures className="font-normal text-muted">
            {ids.length}
          </span>
        </h3>
      )}
      <ul className="flex flex-col gap-3">
        {ids.map((id) => (
          <CommentItem key={id} commentId={id} mayWrite={mayWrite} />
        ))}
      </ul>
      {mayWrite && <Composer task={task} />}
    </section>
  );
}
