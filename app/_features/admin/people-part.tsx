'use client';

import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { Part } from '../settings/part.tsx';
import { PeoplePage } from './people-page.tsx';

const longest = 100;

/** Everybody who has an account here, a page at a time; found by name or address. */
export function PeoplePart() {
  const t = useTranslations('admin');
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim());
  return (
    <Part title={t('part.people')}>
      <input
        type="search"
        value={typed}
        maxLength={longest}
        aria-label={t('find')}
        placeholder={t('find')}
        onChange={({ target }) => setTyped(target.value)}
        className="mb-2 h-9 w-full rounded-control border border-border bg-raised px-2.5 focus-visible:outline-offset-0 touch:h-11"
      />
      <People key={text} text={text} />
    </Part>
  );
}

function People({ text }: { text: string }) {
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined]);
  return cursors.map((cursor, at) => (
    <PeoplePage
      key={cursor ?? ''}
      text={text}
      cursor={cursor}
      isLast={at === cursors.length - 1}
      onMore={(next) => setCursors([...cursors, next])}
    />
  ));
}
