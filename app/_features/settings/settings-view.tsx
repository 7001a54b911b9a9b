'use client';

import BellIcon from 'lucide-react/icons/bell';
import Database from 'lucide-react/icons/database';
import Globe from 'lucide-react/icons/globe';
import KeyRound from 'lucide-react/icons/key-round';
import Keyboard from 'lucide-react/icons/keyboard';
import Server from 'lucide-react/icons/server';
import Shield from 'lucide-react/icons/shield';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import UserRound from 'lucide-react/icons/user-round';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMe } from '../../_client/store/use-rows.ts';
import { Kbd } from '../../_ui/kbd.tsx';
import { Link } from '../../_ui/link.tsx';
import { NotFoundView } from '../../_ui/not-found-view.tsx';
import { helpOpen } from '../shell/help-open.ts';
import { AppearancePart } from './appearance-part.tsx';
import { DataPart } from './data-part.tsx';
import { partLooks, PartsFrame } from './parts-frame.tsx';
import { ProfilePart } from './profile-part.tsx';
import { RemindersPart } from './reminders-part.tsx';
import { SecurityPart } from './security-part.tsx';
import { TimePart } from './time-part.tsx';
import { TokensPart } from './tokens-part.tsx';

const parts = {
  profile: { icon: <UserRound size={16} aria-hidden />, view: ProfilePart },
  time: { icon: <Globe size={16} aria-hidden />, view: TimePart },
  reminders: { icon: <BellIcon size={16} aria-hidden />, view: RemindersPart },
  appearance: { icon: <SlidersHorizontal size={16} aria-hidden />, view: AppearancePart },
  security: { icon: <Shield size={16} aria-hidden />, view: SecurityPart },
  tokens: { icon: <KeyRound size={16} aria-hidden />, view: TokensPart },
  data: { icon: <Database size={16} aria-hidden />, view: DataPart },
} satisfies Record<string, { icon: ReactNode; view: () => ReactNode }>;

type Name = keyof typeof parts;
const names = Object.keys(parts) as Name[];
const pathOf = (name: string) => `/settings/${name}`;

/** What a person can set for themselves, a part at a time. */
export function SettingsView({ part }: { part: string | null }) {
  const t = useTranslations('settings');
  const shown = part === null ? names[0] : names.find((name) => name === part);
  if (shown === undefined) return <NotFoundView />;
  const View = parts[shown].view;
  return (
    <PartsFrame
      title={t('title')}
      base="/settings"
      back={t('back')}
      current={part === null ? null : pathOf(part)}
      parts={names.map((name) => ({
        href: pathOf(name),
        label: t(`part.${name}`),
        icon: parts[name].icon,
      }))}
      more={
        <>
          <KeysLine />
          <AdminLine />
        </>
      }
    >
      <View />
    </PartsFrame>
  );
}

/** The keys have a window of their own. */
function KeysLine() {
  const t = useTranslations('settings');
  return (
    <button
      type="button"
      data-ring="inside"
      onClick={() => helpOpen.set(true)}
      className={partLooks}
    >
      <span className="flex size-4 shrink-0 items-center justify-center text-muted">
        <Keyboard size={16} aria-hidden />
      </span>
      <span className="min-w-0 flex-1 truncate">{t('part.keyboard')}</span>
      <span aria-hidden className="text-muted touch:hidden">
        <Kbd keys="?" />
      </span>
    </button>
  );
}

/** Only for those who administer the instance. */
function AdminLine() {
  const t = useTranslations('admin');
  if (useMe()?.isAdmin !== true) return null;
  return (
    <div className="mt-2 border-t border-hairline pt-2">
      <Link href="/admin" data-ring="inside" className={partLooks}>
        <span className="flex size-4 shrink-0 items-center justify-center text-muted">
          <Server size={16} aria-hidden />
        </span>
        <span className="min-w-0 flex-1 truncate">{t('title')}</span>
      </Link>
    </div>
  );
}
