'use client';

import Eye from 'lucide-react/icons/eye';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { addComment } from '../../_client/intents/comments.ts';
import { attachTo } from '../../_client/intents/files.ts';
import { Button } from '../../_ui/button.tsx';
import { IconButton } from '../../_ui/icon-button.tsx';
import { Kbd } from '../../_ui/kbd.tsx';
import { ComposerFiles, useComposerFiles } from '../attachment/composer-files.tsx';
import type { useDraft } from '../writing/draft.ts';
import { MentionArea } from '../writing/mention-area.tsx';
import { Note } from './note.tsx';

const longest = 50_000;

type Props = { task: TaskOutput; writing: ReturnType<typeof useDraft> };

/** Writes a new comment. What is begun stays until it is sent, also over a reload. */
export function Composer({ task, writing: { draft, type, end } }: Props) {
  const t = useTranslations('comment');
  const [previews, setPreviews] = useState(false);
  const { box, isOver } = useComposerFiles(task);
  const text = draft?.text ?? '';
  const empty = text.trim() === '';
  const send = () => {
    if (empty) return;
    attachTo(task, addComment(task, text.trim()));
    setPreviews(false);
    end();
  };
  return (
    <div
      ref={box}
      data-composer
      className="relative mt-3 rounded-control border border-hairline focus-within:border-border has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:ring-1 has-[textarea:focus-visible]:ring-accent"
    >
      {previews && !empty ? (
        <div className="min-h-9 px-3 py-2">
          <Note workspaceId={task.workspaceId} text={text.trim()} />
        </div>
      ) : (
        <MentionArea
          where={task}
          value={text}
          aria-label={t('write')}
          placeholder={t('write')}
          maxLength={longest}
          onText={type}
          onSend={send}
          data-ring="none"
          className="min-h-9 rounded-control py-2 pr-10 pl-3 outline-none"
        />
      )}
      <ComposerFiles task={task} isOver={isOver} />
      {!empty && (
        <div className="flex justify-end gap-1 p-1.5 pt-0">
          <IconButton
            label={t('preview')}
            pressed={previews}
            onClick={() => setPreviews(!previews)}
          >
            <Eye size={16} aria-hidden />
          </IconButton>
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
