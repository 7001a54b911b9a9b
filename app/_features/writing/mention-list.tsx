'use client';

import { useTranslations } from 'next-intl';
import { useLayoutEffect, useState } from 'react';
import type { RefObject } from 'react';
import { Avatar } from '../../_ui/avatar.tsx';
import { classNames } from '../../_ui/class-names.ts';
import type { Named } from './mention-text.ts';

type Props = {
  id: string;
  people: readonly Named[];
  chosenId: string | undefined;
  onPick: (person: Named) => void;
  /** The area that is written in: the list stands below it, or above where there is more room. */
  anchor: RefObject<HTMLElement | null>;
};

const height = 230;

/** Who can be mentioned. The focus stays in the text; arrows and Enter choose. */
export function MentionList({ id, people, chosenId, onPick, anchor }: Props) {
  const t = useTranslations('mention');
  const [above, setAbove] = useState(false);
  useLayoutEffect(() => {
    const place = anchor.current?.getBoundingClientRect();
    if (place) setAbove(place.bottom + height > window.innerHeight && place.top > height);
  }, [anchor]);
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={t('people')}
      className={classNames(
        'absolute left-2 z-20 w-64 max-w-full animate-appear floating p-1',
        above ? 'bottom-full mb-1' : 'top-full mt-1',
      )}
    >
      {people.map((person) => (
        <li
          key={person.id}
          id={`${id}-${person.id}`}
          role="option"
          aria-selected={person.id === chosenId}
          // Before the text would lose the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            onPick(person);
          }}
          className="flex h-8 cursor-default items-center gap-2 rounded-control px-2 select-none hover:bg-hover aria-selected:bg-selected touch:h-11"
        >
          <Avatar id={person.id} name={person.name} />
          <span className="truncate">{person.name}</span>
        </li>
      ))}
    </ul>
  );
}
