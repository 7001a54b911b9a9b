'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../_ui/button.tsx';
import { MentionArea } from '../writing/mention-area.tsx';
import { Note } from './note.tsx';
import type { Where } from '../writing/use-people.ts';

type Props = {
  where: Where;
  text: string;
  /** As the comment was changed elsewhere while it was written here: saving replaces that, cancelling takes it. */
  meanwhile: string | null;
  onText: (text: string) => void;
  onSave: () => void;
  onCancel: () => void;
};

const longest = 50_000;

/** A comment that is being changed in its place. */
export function CommentEditor({ where, text, meanwhile, onText, onSave, onCancel }: Props) {
  const t = useTranslations();
  return (
    <div className="rounded-control border border-border has-[textarea:focus-visible]:border-accent has-[textarea:focus-visible]:ring-1 has-[textarea:focus-visible]:ring-accent">
      <MentionArea
        where={where}
        autoFocus
        value={text}
        aria-label={t('comment.edit')}
        maxLength={longest}
        onText={onText}
        onSend={onSave}
        onEscape={onCancel}
        data-ring="none"
        className="rounded-control px-3 py-2 outline-none"
      />
      {meanwhile !== null && (
        <div role="status" className="border-t border-border px-3 py-2">
          <p className="mb-2 text-sm text-muted">{t('comment.meanwhile')}</p>
          <Note workspaceId={where.workspaceId} text={meanwhile} />
        </div>
      )}
      <div className="flex justify-end gap-1 p-1.5 pt-0">
        <Button tone="plain" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
        <Button onClick={onSave} disabled={text.trim() === ''}>
          {t('comment.save')}
        </Button>
      </div>
    </div>
  );
}
