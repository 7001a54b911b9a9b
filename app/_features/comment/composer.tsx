'use client';

import { useTranslations } from 'next-intl';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { addComment } from '../../_client/intents/comments.ts';
import { Button } from '../../_ui/button.tsx';
import { Kbd } from '../../_ui/kbd.tsx';
import { attachTo, ComposerFiles, useComposerFiles } from '../attachment/composer-files.tsx';
import { useDraft } from '../writing/draft.ts';
import { GrowText } from '../task-panel/grow-text.tsx';

const longest = 50_000;

/** Writes a new comment. What is begun stays until it is sent, also over a reload. */
export function Composer({ task }: { task: TaskOutput }) {
  const t = useTranslations('comment');
  const { box, isOver } = useComposerFiles(task);
  const { draft, type, end } = useDraft(`comment.${task.id}`);
  const text = draft?.text ?? '';
  const empty = text.trim() === '';
  const send = () => {
    if (empty) return;
    attachTo(task, addComment(task, text.trim()));
    end();
  };
  return (
    <div
      ref={box}
      className="relative mt-3 rounded-control border border-hairline focus-within:border-border"
    >
      <GrowText
        value={text}
        aria-label={t('write')}
        placeholder={t('write')}
        maxLength={longest}
        onText={type}
        onSend={send}
        data-ring="inside"
        className="min-h-9 rounded-control py-2 pr-10 pl-3"
      />
      <ComposerFiles task={task} isOver={isOver} />
      {!empty && (
        <div className="flex justify-end p-1.5 pt-0">
          <Button tone="primary" onClick={send} aria-keyshortcuts="Control+Enter">
            {t('send')}
            <span className="touch:hidden">
              <Kbd keys="mod+enter" />
            </span>
          </Button>
        </div>
      )}
    </div>
  );
}
