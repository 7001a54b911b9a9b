'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { onNotice } from '../../_client/notices.ts';
import type { Notice } from '../../_client/notices.ts';
import { announce } from '../../_ui/live-region.tsx';
import { dismissToast, showToast } from '../../_ui/toast.tsx';
import { showAttention } from '../attention/attention-view.tsx';
import { copyText } from '../task-panel/copy-text.ts';
import { whyRefused } from './why-refused.ts';

type Translate = ReturnType<typeof useTranslations<never>>;

/** Says what the intents tell, in the person's language. Of what can be undone only the last stands there. */
export function Notices() {
  const t = useTranslations();
  useEffect(() => {
    let last: number | null = null;
    return onNotice((notice) => {
      if (notice.kind === 'done' || notice.kind === 'takenBack') {
        if (last !== null) dismissToast(last);
        last = null;
      }
      if (notice.kind === 'done') {
        last = showToast({
          message: t(`notices.${notice.what}`, {
            title: '',
            name: '',
            project: '',
            count: 1,
            skipped: 0,
            ...notice.values,
          }),
          actions: [{ label: t('ui.undo'), run: notice.undo }],
        });
      } else if (notice.kind === 'refused') refused(t, notice);
      else if (notice.kind === 'undone') undone(t, notice);
      else if (notice.kind === 'fileRefused')
        showToast({
          tone: 'problem',
          message: t('attention.fileRefused', { name: notice.name }),
          actions: [{ label: t('attention.open'), run: showAttention }],
        });
      else if (notice.kind === 'unpromised') showToast({ message: t('attention.unpromised') });
      else if (notice.kind === 'lost')
        showToast({ message: t('workspace.lost', { name: notice.name }) });
      else if (notice.kind === 'told') announce(t(`notices.${notice.what}`));
    });
  }, [t]);
  return null;
}

function refused(t: Translate, notice: Extract<Notice, { kind: 'refused' }>): void {
  offerText(t, whyRefused(t, notice), notice.text);
}

/** Tells a problem, with the text that is in no other place any more, until that is copied. */
function offerText(t: Translate, message: string, text: string | null): void {
  const copy = async () => {
    if (text !== null && !(await copyText(text))) offerText(t, t('panel.notCopied'), text);
  };
  const actions = text === null ? [] : [{ label: t('refused.copy'), run: () => void copy() }];
  showToast({ tone: 'problem', message, actions });
}

function undone(t: Translate, notice: Extract<Notice, { kind: 'undone' }>): void {
  const { applied, skipped, purged } = notice;
  if (skipped === 0) announce(t('notices.undone'));
  else if (purged && applied === 0) showToast({ message: t('notices.purgedSince') });
  else showToast({ message: t(applied === 0 ? 'notices.notUndone' : 'notices.partlyUndone') });
}
