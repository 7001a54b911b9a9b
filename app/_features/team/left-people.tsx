'use client';

import ChevronRight from 'lucide-react/icons/chevron-right';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MemberOutput } from '../../../server/member/schema.ts';
import { classNames } from '../../_ui/class-names.ts';
import { PersonLine } from './person-line.tsx';
import { useDay } from './use-day.ts';

/** Those who were members once, folded away. */
export function LeftPeople({ people }: { people: readonly MemberOutput[] }) {
  const t = useTranslations('team');
  const dayOf = useDay();
  const [open, setOpen] = useState(false);
  if (people.length === 0) return null;
  return (
    <section>
      <button
        type="button"
        data-ring="inside"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="-ml-1 flex h-8 items-center gap-1.5 rounded-control px-1 font-semibold hover:bg-hover touch:h-11"
      >
        <ChevronRight
          size={14}
          aria-hidden
          className={classNames(
            'text-muted transition-transform duration-(--appear)',
            open && 'rotate-90',
          )}
        />
        {t('leftHeading')}
        <span data-figures className="font-normal text-muted">
          {people.length}
        </span>
      </button>
      {open && (
        <ul className="mt-1">
          {people.map(({ userId, name, removedAt }) => (
            <PersonLine
              key={userId}
              userId={userId}
              name={name}
              left={t('leftName', { name })}
              note={removedAt && t('leftOn', { day: dayOf(removedAt) })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
