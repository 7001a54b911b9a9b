'use client';

import ChartColumn from 'lucide-react/icons/chart-column';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import Users from 'lucide-react/icons/users';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMe } from '../../_client/store/use-rows.ts';
import { Link } from '../../_ui/link.tsx';
import { NotFoundView } from '../../_ui/not-found-view.tsx';
import { partLooks, PartsFrame } from '../settings/parts-frame.tsx';
import { InstancePart } from './instance-part.tsx';
import { NumbersPart } from './numbers-part.tsx';
import { PeoplePart } from './people-part.tsx';

const parts = {
  people: { icon: <Users size={16} aria-hidden />, view: PeoplePart },
  numbers: { icon: <ChartColumn size={16} aria-hidden />, view: NumbersPart },
  instance: { icon: <SlidersHorizontal size={16} aria-hidden />, view: InstancePart },
} satisfies Record<string, { icon: ReactNode; view: () => ReactNode }>;

type Name = keyof typeof parts;
const names = Object.keys(parts) as Name[];
const pathOf = (name: string) => `/admin/${name}`;

/** What an administrator of the instance sees: people and sizes, never what anybody works on. */
export function AdminView({ part }: { part: string | null }) {
  const t = useTranslations('admin');
  const me = useMe();
  const shown = part === null ? names[0] : names.find((name) => name === part);
  if (shown === undefined || me?.isAdmin !== true) return <NotFoundView />;
  const View = parts[shown].view;
  return (
    <PartsFrame
      title={t('title')}
      base="/admin"
      back={t('back')}
      current={part === null ? null : pathOf(part)}
      parts={names.map((name) => ({
        href: pathOf(name),
        label: t(`part.${name}`),
        icon: parts[name].icon,
      }))}
      more={
        <div className="mt-2 border-t border-hairline pt-2">
          <Link href="/settings" data-ring="inside" className={partLooks}>
            <ChevronLeft size={16} aria-hidden className="shrink-0 text-muted" />
            <span className="min-w-0 flex-1 truncate">{t('toSettings')}</span>
          </Link>
        </div>
      }
    >
      <View />
    </PartsFrame>
  );
}
