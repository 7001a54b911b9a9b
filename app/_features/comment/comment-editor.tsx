'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../_ui/button.tsx';
import { GrowText } from '../task-panel/grow-text.tsx';

type Props = {
  text: string;
  onText: (text: string) => void;
  onSave: () => void;
  onCancel: () => void;
};

const longest = 50_000;

/** A comment that is being changed in its place. */
export function CommentEditor({ text, onText, onSave, onCancel }: Props) {
  const t = useTranslations();
  return (
    <div className="rounded-control border border-border">
      <GrowText
        autoFocus
        value={text}
        aria-label={t('comment.edit')}
        maxLength={longest}
        onText={onText}
        onSend={onSave}
        onEscape={onCancel}
        data-ring="inside"
        className="rounded-control px-3 py-2"
      />
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
