'use client';

import Copy from 'lucide-react/icons/copy';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../_ui/button.tsx';
import { Dialog } from '../../_ui/dialog.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { TextField } from '../../_ui/text-field.tsx';
import { copyText } from '../task-panel/copy-text.ts';
import { useDay } from './use-day.ts';

type Props = {
  url: string;
  email: string | null;
  expiresAt: string;
  workspace: string;
  onClose: () => void;
};

/** The link of an invite, which the server never tells again. */
export function InviteMade({ url, email, expiresAt, workspace, onClose }: Props) {
  const t = useTranslations('team');
  const dayOf = useDay();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    const done = await copyText(url);
    setCopied(done);
    announce(t(done ? 'copied' : 'notCopied'));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('madeTitle', { workspace })}
      footer={
        <Button tone="primary" onClick={onClose}>
          {t('done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <p>
          {email === null ? t('madeWhat') : t('madeFor', { email })}{' '}
          {t('madeUntil', { day: dayOf(expiresAt) })}
        </p>
        <div className="flex items-end gap-2">
          <TextField
            label={t('link')}
            value={url}
            readOnly
            className="min-w-0 flex-1"
            error={copied === false ? t('notCopied') : null}
            onFocus={(event) => event.target.select()}
          />
          <Button onClick={() => void copy()} className="h-9">
            <Copy size={16} aria-hidden />
            {t(copied === true ? 'copied' : 'copy')}
          </Button>
        </div>
        <p className="text-sm text-muted">{t('madeOnce')}</p>
      </div>
    </Dialog>
  );
}
