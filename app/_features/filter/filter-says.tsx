'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { Filter } from '../../../server/domain/filter/ast.ts';
import type { PlacedProblem } from '../../../server/domain/filter/place-name-problem.ts';
import { sayFilter } from '../../../server/domain/filter/say-filter.ts';
import type { FilterReading } from './read-filter.ts';

type Props = {
  id?: string;
  reading: FilterReading | null;
  /** Left out where the person may not change it. */
  onTake?: ((problem: PlacedProblem) => void) | undefined;
};

const mostProblems = 3;

/** What a filter asks for as a sentence; or what is wrong with it, and what was most likely meant. */
export function FilterSays({ id, reading, onTake }: Props) {
  return (
    <div id={id} aria-live="polite" className="min-h-6 px-px text-sm leading-6">
      {reading?.kind === 'right' && <FilterSentence filter={reading.filter} />}
      {reading?.kind === 'wrong' && (
        <ul>
          {reading.problems.slice(0, mostProblems).map((problem) => (
            <Problem
              key={`${problem.start} ${problem.code}`}
              problem={problem}
              onTake={onTake && (() => onTake(problem))}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

/** The filter as a sentence of its own, with a capital. */
function FilterSentence({ filter }: { filter: Filter }) {
  const locale = useLocale();
  const said = sayFilter(filter, locale);
  return <p className="text-muted">{said.charAt(0).toUpperCase() + said.slice(1)}</p>;
}

type ProblemProps = { problem: PlacedProblem; onTake: (() => void) | undefined };

function Problem({ problem, onTake }: ProblemProps) {
  const t = useTranslations('filter');
  const { message, suggestion } = problem;
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <span className="text-danger">{message.charAt(0).toUpperCase() + message.slice(1)}</span>
      {suggestion !== undefined && onTake && (
        <button
          type="button"
          onClick={onTake}
          className="rounded-control px-1 font-medium text-accent hover:bg-hover touch:min-h-11"
        >
          {t('take', { suggestion })}
        </button>
      )}
    </li>
  );
}
