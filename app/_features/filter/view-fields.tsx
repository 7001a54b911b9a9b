'use client';

import { useTranslations } from 'next-intl';
import { filterSorts, viewGroupings } from '../../../server/domain/enums.ts';
import type { ViewOutput } from '../../../server/view/schema.ts';
import { SelectField } from '../../_ui/select-field.tsx';

export type Manner = Pick<ViewOutput, 'grouping' | 'sort'>;

/** How the tasks of a view are grouped and sorted. */
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
        label={t('grouping')}
        value={manner.grouping}
        options={viewGroupings.map((value) => ({ value, label: t(`groupings.${value}`) }))}
        onChange={({ target }) => {
          const grouping = of(viewGroupings, target.value);
          if (grouping) onChange({ grouping });
        }}
      />
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
