'use client';

import ListFilter from 'lucide-react/icons/list-filter';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { RefObject } from 'react';
import { longestFilter } from '../../../server/domain/filter/problem.ts';
import type { PlacedProblem } from '../../../server/domain/filter/place-name-problem.ts';
import { classNames } from '../../_ui/class-names.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { markProblems } from './read-filter.ts';

type Props = {
  field: RefObject<HTMLInputElement | null>;
  text: string;
  problems: readonly PlacedProblem[];
  /** The id of what says in words what is asked for, or what is wrong. */
  describedBy: string;
  onText: (text: string) => void;
  onEnter?: (() => void) | undefined;
  onEscape?: (() => void) | undefined;
};

/** What letters and marks have in common, so that each mark stands below its letters. */
const line = 'h-full w-full px-9 text-base leading-9 whitespace-pre touch:leading-11';

/** The line in which a filter is written; what is wrong in it is underlined. */
export function FilterLine({
  field,
  text,
  problems,
  describedBy,
  onText,
  onEnter,
  onEscape,
}: Props) {
  const t = useTranslations('filter');
  const marks = useRef<HTMLDivElement>(null);
  return (
    <div className="relative h-9 touch:h-11">
      <ListFilter
        size={16}
        aria-hidden
        className="absolute inset-y-0 left-2.5 my-auto text-muted"
      />
      <input
        ref={field}
        value={text}
        aria-label={t('line')}
        aria-describedby={describedBy}
        aria-invalid={problems.length > 0 || undefined}
        placeholder={t('placeholder')}
        maxLength={longestFilter}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        enterKeyHint="done"
        onChange={(event) => onText(event.target.value)}
        onScroll={({ currentTarget }) => {
          if (marks.current) marks.current.scrollLeft = currentTarget.scrollLeft;
        }}
        onKeyDown={(event) => {
          const act =
            event.key === 'Enter' ? onEnter : event.key === 'Escape' ? onEscape : undefined;
          if (!act || event.nativeEvent.isComposing) return;
          event.preventDefault();
          event.stopPropagation();
          act();
        }}
        className={classNames(
          line,
          'rounded-control border bg-raised focus-visible:outline-offset-0',
          problems.length > 0 ? 'border-danger' : 'border-border',
        )}
      />
      <div
        ref={marks}
        aria-hidden
        className={classNames(
          line,
          'pointer-events-none absolute inset-0 overflow-hidden border border-transparent text-transparent',
        )}
      >
        {markProblems(text, problems).map((part, index) => (
          <span
            key={index}
            className={classNames(
              part.isWrong &&
                'underline decoration-danger decoration-wavy decoration-1 underline-offset-4',
            )}
          >
            {part.text}
          </span>
        ))}
      </div>
      {text !== '' && (
        <IconButton
          label={t('clear')}
          className="absolute inset-y-0 right-0.5 my-auto"
          onClick={() => {
            onText('');
            field.current?.focus();
          }}
        >
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
