'use client';

import { useTranslations } from 'next-intl';
import { filterSorts, viewGroupings, viewLayouts } from '../../../server/domain/enums.ts';
import type { ViewOutput } from '../../../server/view/schema.ts';
import { SelectField } from '../../_ui/select-field.tsx';
import { columnsBy } from './group-tasks.ts';

export type Manner = Pick<ViewOutput, 'layout' | 'grouping' | 'sort'>;

/** How the tasks of a view are laid out, grouped and sorted. Those of a calendar are grouped by their days alone. */
export function ViewFields({
  manner,
  onChange,
}: {
  manner: Manner;
  onChange: (manner: Partial<Manner>) => void;
}) {
  const t = useTranslations('filter');
  const of = <T extends string>(all: readonly T[], value: string) =>
    all.find((one) => one === value);
  return (
    <>
      <SelectField
        label={t('layout')}
        value={manner.layout}
        options={viewLayouts.map((value) => ({ value, label: t(`layouts.${value}`) }))}
        onChange={({ target }) => {
          const layout = of(viewLayouts, target.value);
          if (layout) onChange({ layout });
        }}
      />
      {manner.layout !== 'calendar' && (
        <SelectField
          label={t('grouping')}
          value={manner.layout === 'board' ? columnsBy(manner.grouping) : manner.grouping}
          options={viewGroupings
            .filter((value) => manner.layout !== 'board' || columnsBy(value) === value)
            .map((value) => ({ value, label: t(`groupings.${value}`) }))}
          onChange={({ target }) => {
            const grouping = of(viewGroupings, target.value);
            if (grouping) onChange({ grouping });
          }}
        />
      )}
      <SelectField
        label={t('sort')}
        value={manner.sort}
        options={filterSorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
        onChange={({ target }) => {
          const sort = of(filterSorts, target.value);
          if (sort) onChange({ sort });
        }}
      />
    </>
  );
}
