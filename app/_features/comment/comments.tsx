'use client';

import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useCommentIds } from '../../_client/store/use-rows.ts';
import { useDraft } from '../writing/draft.ts';
import { CommentItem } from './comment-item.tsx';
import { Composer } from './composer.tsx';
import { quoteOf } from './quote.ts';

type Props = {
  task: TaskOutput;
  /** True for those who may comment. */
  mayWrite: boolean;
};

/** What was said about a task, oldest first, and the field to say more. */
export function Comments({ task, mayWrite }: Props) {
  const t = useTranslations('comment');
  const ids = useCommentIds(task.id);
  const box = useRef<HTMLElement>(null);
  const writing = useDraft(`comment.${task.id}`);
  // Who may write no more keeps what they began: sent, it is refused and stays to be copied.
  const isWriting = mayWrite || writing.draft !== null;
  if (ids.length === 0 && !isWriting) return null;
  const quote = (body: string) => {
    writing.type(quoteOf(body, writing.draft?.text ?? ''));
    // After the menu has given the focus back, and the text stands there.
    setTimeout(() => {
      const area = box.current?.querySelector<HTMLTextAreaElement>('[data-composer] textarea');
      area?.focus();
      area?.setSelectionRange(area.value.length, area.value.length);
    }, 0);
  };
  return (
    <section ref={box} aria-label={t('title')} className="px-4 py-2 md:px-5">
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
          <CommentItem
            key={id}
            commentId={id}
            where={task}
            onQuote={mayWrite ? quote : undefined}
          />
        ))}
      </ul>
      {isWriting && <Composer task={task} writing={writing} />}
    </section>
  );
}
