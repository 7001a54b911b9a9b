'use client';

import { useTranslations } from 'next-intl';
import type { AdminUserOutput } from '../../../server/admin/schema.ts';
import { callNow } from '../../_client/intents/call-now.ts';
import { announce } from '../../_ui/live-region.tsx';
import type { MenuEntry } from '../../_ui/overlay-types.ts';
import { showToast } from '../../_ui/toast.tsx';
import { useErrorWords } from '../settings/use-error-words.ts';

type Act = 'admin' | 'noAdmin' | 'disable' | 'enable';

const opposite = {
  admin: 'noAdmin',
  noAdmin: 'admin',
  disable: 'enable',
  enable: 'disable',
} as const;

function call(act: Act, userId: AdminUserOutput['id']) {
  if (act === 'disable') return callNow('admin.disableUser', { userId });
  if (act === 'enable') return callNow('admin.enableUser', { userId });
  return callNow('admin.setAdmin', { userId, admin: act === 'admin' });
}

/** What an administrator may do with an account. Each can be taken back at once. */
export function usePersonEntries(user: AdminUserOutput, onChanged: () => void): MenuEntry[] {
  const t = useTranslations();
  const words = useErrorWords();
  const { id, name, isAdmin, disabledAt } = user;

  const act = async (what: Act, isUndo = false) => {
    const end = await call(what, id);
    onChanged();
    if (!end.ok) {
      const isLast = end.error.code === 'CONFLICT';
      const message = isLast ? t('admin.refused') : words(end.error);
      showToast({ message, tone: 'problem' });
    } else if (isUndo) announce(t(`admin.did.${what}`, { name }));
    else {
      showToast({
        message: t(`admin.did.${what}`, { name }),
        actions: [{ label: t('ui.undo'), run: () => void act(opposite[what], true) }],
      });
    }
  };
  const rank = isAdmin ? 'noAdmin' : 'admin';
  const door = disabledAt === null ? 'disable' : 'enable';
  return [
    { label: t(`admin.do.${rank}`), onSelect: () => void act(rank) },
    'line',
    {
      label: t(`admin.do.${door}`),
      onSelect: () => void act(door),
      ...(door === 'disable' && { tone: 'danger' as const }),
    },
  ];
}
