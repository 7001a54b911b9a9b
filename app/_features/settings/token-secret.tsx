'use client';

import Copy from 'lucide-react/icons/copy';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../_ui/button.tsx';
import { copyText } from '../task-panel/copy-text.ts';
import { tokenMade } from './new-token.ts';

/** The secret of a new token, this once: the server keeps only its hash. */
export function TokenSecret({ made }: { made: { name: string; secret: string } }) {
  const t = useTranslations('tokens');
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const copy = async () => {
    const done = await copyText(made.secret);
    setCopied(done ? 'yes' : 'refused');
    if (!done) field.current?.select();
  };
  return (
    <div className="my-3 flex flex-col gap-3 rounded-card bg-accent-tint p-4">
      <p>
        <span className="font-semibold">{t('made', { name: made.name })}</span> {t('onlyOnce')}
      </p>
      <div className="flex gap-2">
        <input
          ref={field}
          readOnly
          value={made.secret}
          aria-label={t('secret')}
          onFocus={({ target }) => target.select()}
          className="h-8 min-w-0 flex-1 rounded-control border border-border bg-raised px-2.5 font-mono text-sm focus-visible:outline-offset-0 touch:h-11"
        />
        <Button onClick={() => void copy()}>
          <Copy size={16} aria-hidden />
          {t('copy')}
        </Button>
      </div>
      <div className="flex items-center justify-between gap-4">
        <p role="status" className="text-sm">
          {copied !== 'no' && t(copied === 'yes' ? 'copied' : 'notCopied')}
        </p>
        <Button tone="primary" onClick={() => tokenMade.set(null)}>
          {t('haveIt')}
        </Button>
      </div>
    </div>
  );
}
