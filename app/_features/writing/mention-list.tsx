'use client';

import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { Avatar } from '../../_ui/avatar.tsx';
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
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = anchor.current?.getBoundingClientRect();
    if (place)
      list.current?.toggleAttribute(
        'data-above',
        place.bottom + height > window.innerHeight && place.top > height,
      );
  }, [anchor]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t('people')}
      className="absolute top-full left-2 z-20 mt-1 w-64 max-w-full animate-appear floating p-1 data-above:top-auto data-above:bottom-full data-above:mb-1"
    >
      {people.map((person) => (
        <div
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
          <span aria-hidden className="flex">
            <Avatar id={person.id} name={person.name} />
          </span>
          <span className="truncate">{person.name}</span>
        </div>
      ))}
    </div>
  );
}
