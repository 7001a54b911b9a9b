'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '../../_ui/button.tsx';
import { EmailForm } from './email-form.tsx';

/** The address: shown, and changed by a form that comes when it is wanted. */
export function EmailSetting({ email }: { email: string }) {
  const t = useTranslations('settings');
  const id = useId();
  const [open, setOpen] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);
  return (
    <div className="flex flex-col gap-1.5">
      <p id={id} className="text-sm font-medium">
        {t('email')}
      </p>
      <div className="flex min-h-9 items-center justify-between gap-3">
        <span aria-labelledby={id} className="min-w-0 truncate">
          {email}
        </span>
        {!open && (
          <Button aria-label={t('changeEmail')} onClick={() => setOpen(true)}>
            {t('change')}
          </Button>
        )}
      </div>
      <p role="status" className="text-sm text-muted">
        {sentTo === null ? t('emailHint') : t('emailSent', { email: sentTo })}
      </p>
      {open && (
        <EmailForm
          onEnd={(sent) => {
            setOpen(false);
            setSentTo(sent);
          }}
        />
      )}
    </div>
  );
}
