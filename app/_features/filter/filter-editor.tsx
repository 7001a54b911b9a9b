'use client';

import { useEffect, useId, useRef } from 'react';
import type { PlacedProblem } from '../../../server/domain/filter/place-name-problem.ts';
import { FilterChips } from './filter-chips.tsx';
import { FilterLine } from './filter-line.tsx';
import { FilterSays } from './filter-says.tsx';
import { takeSuggestion } from './read-filter.ts';
import type { FilterReading } from './read-filter.ts';
import { useFilterNames } from './use-filter.ts';
import type { FilterText } from './use-filter-text.ts';

type Props = {
  workspaceId: string;
  edit: FilterText;
  /** Of the settled text. */
  reading: FilterReading | null;
  onEnter?: () => void;
  onEscape?: () => void;
};

/** A filter as text, as a sentence and as chips, all of them the same. */
export function FilterEditor({ workspaceId, edit, reading, onEnter, onEscape }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const names = useFilterNames(workspaceId);
  useEffect(() => {
    if (!window.matchMedia('(pointer: coarse)').matches) field.current?.focus();
  }, []);
  const take = (problem: PlacedProblem) => {
    const mended = takeSuggestion(edit.settled, problem);
    edit.set(mended.text, true);
    const line = field.current;
    line?.focus();
    requestAnimationFrame(() => line?.setSelectionRange(mended.at, mended.at));
  };
  // Places are those of what was read.
  const isRead = edit.text === edit.settled;
  const problems = isRead && reading?.kind === 'wrong' ? reading.problems : [];
  return (
    <div className="flex flex-col gap-1.5">
      <FilterLine
        field={field}
        text={edit.text}
        problems={problems}
        describedBy={id}
        onText={(typed) => edit.set(typed, false)}
        onEnter={onEnter}
        onEscape={onEscape}
      />
      {edit.settled !== '' && <FilterSays id={id} reading={reading} onTake={take} />}
      {reading?.kind === 'right' && (
        <FilterChips
          filter={reading.filter}
          names={names}
          onText={(next) => edit.set(next, true)}
          onEdit={() => field.current?.focus()}
        />
      )}
    </div>
  );
}
