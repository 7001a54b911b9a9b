'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { AdminUserOutput } from '../../../server/admin/schema.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { Avatar } from '../../_ui/avatar.tsx';
import { classNames } from '../../_ui/class-names.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { Menu } from '../../_ui/menu.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { useOnDay, useWhen } from '../settings/use-when.ts';
import { usePersonEntries } from './use-person-entries.ts';

type Props = { user: AdminUserOutput; onChanged: () => void };

/** One account: who it is, since when, when it was last used, and what an administrator may do with it. */
export function PersonLine({ user, onChanged }: Props) {
  const t = useTranslations('admin');
  const when = useWhen();
  const onDay = useOnDay();
  const menu = useOverlay('menu');
  const entries = usePersonEntries(user, onChanged);
  const isMe = useMe()?.id === user.id;
  const { name, email, isAdmin, disabledAt, lastSeenAt, createdAt, workspaces } = user;
  const facts = [
    lastSeenAt === null ? t('neverSeen') : t('lastSeen', { when: when(lastSeenAt) }),
    t('joined', { day: onDay(createdAt) }),
    t('workspaces', { count: workspaces }),
  ];
  return (
    <li className="flex items-center gap-3 border-b border-hairline py-2.5">
      <span aria-hidden className={classNames('flex', disabledAt !== null && 'opacity-50')}>
        <Avatar id={user.id} name={name} size="large" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-baseline gap-2">
          <span className="truncate font-medium">{name}</span>
          {isMe && <Tag>{t('you')}</Tag>}
          {isAdmin && <Tag>{t('administrator')}</Tag>}
          {disabledAt !== null && <Tag danger>{t('closed')}</Tag>}
        </p>
        <p className="truncate text-sm text-muted">{email}</p>
        <p data-figures className="text-sm text-muted">
          {facts.join(' · ')}
        </p>
      </div>
      {!isMe && (
        <>
          <IconButton label={t('menu', { name })} {...menu.trigger}>
            <Ellipsis size={16} aria-hidden />
          </IconButton>
          <Menu {...menu.surface} align="end" label={t('menu', { name })} entries={entries} />
        </>
      )}
    </li>
  );
}

function Tag({ danger = false, children }: { danger?: boolean; children: ReactNode }) {
  return (
    <span className={classNames('shrink-0 text-sm', danger ? 'text-danger' : 'text-accent')}>
      {children}
    </span>
  );
}
