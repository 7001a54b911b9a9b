'use client';

import { useLocale, useTranslations } from 'next-intl';
import { isClause } from '../../../server/domain/filter/ast.ts';
import type { Clause } from '../../../server/domain/filter/ast.ts';
import { parseFilter } from '../../../server/domain/filter/parse-filter.ts';
import { quote } from '../../../server/domain/filter/quote.ts';
import type { FilterNames } from '../../../server/domain/filter/resolve-names.ts';
import { sayFilter } from '../../../server/domain/filter/say-filter.ts';
import { fieldWords } from '../../../server/domain/filter/words.ts';
import { writeClause } from '../../../server/domain/filter/write-filter.ts';
import type { Anchored, PickerOption } from '../../_ui/overlay-types.ts';
import { Picker } from '../../_ui/picker.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { chipFields, clausesFor, writtenFields } from './chip-values.ts';
import type { ChipField } from './chip-values.ts';

/** The field of a new chip. */
export function FieldPicker({
  onPick,
  ...surface
}: Anchored & { onPick: (field: ChipField) => void }) {
  const t = useTranslations('filter');
  const locale = useLocale();
  const options = chipFields.map((field): PickerOption => {
    const { en, ru } = fieldWords[field];
    return {
      id: field,
      label: t(`field.${field}`),
      hint: `${fieldWords[field][locale][0]}:`,
      also: [...en, ...ru].join(' '),
    };
  });
  return (
    <Picker
      {...surface}
      label={t('chooseField')}
      options={options}
      chosen={[]}
      onPick={(id) => onPick(id as ChipField)}
    />
  );
}

type ValueProps = Anchored & {
  field: ChipField;
  /** The one that stands there. */
  clause: Clause | null;
  names: FilterNames;
  onPick: (clause: Clause) => void;
};

/** The value of a chip: one of those there are, or one that is written. */
export function ValuePicker({ field, clause, names, onPick, ...surface }: ValueProps) {
  const t = useTranslations('filter');
  const locale = useLocale();
  const clauses = clausesFor(field, names);
  const options = clauses.map((one): PickerOption => {
    const id = writeClause(one, locale);
    return { id, label: sayFilter(one, locale), also: id };
  });
  const unique = [...new Map(options.map((option) => [option.id, option])).values()];
  const write = (text: string) => {
    const written = clauseWritten(field, text);
    if (written) onPick(written);
    else announce(t('notRead', { text }));
    surface.onClose();
  };
  return (
    <Picker
      {...surface}
      label={t(`field.${field}`)}
      options={unique}
      chosen={clause ? [writeClause(clause, locale)] : []}
      onPick={(id) => {
        const picked = clauses.find((one) => writeClause(one, locale) === id);
        if (picked) onPick(picked);
      }}
      {...(writtenFields.has(field) && {
        createLabel: (text: string) => sayWritten(field, text, locale),
        onCreate: write,
      })}
    />
  );
}

/** What was written as the value of a field, as a condition; undefined where it is none. */
function clauseWritten(field: ChipField, text: string): Clause | undefined {
  const value = field === 'text' ? quote(text) : text;
  const read = parseFilter(`${fieldWords[field].en[0]}:${value}`);
  return 'filter' in read && isClause(read.filter) ? read.filter : undefined;
}

function sayWritten(field: ChipField, text: string, locale: 'en' | 'ru'): string {
  const clause = clauseWritten(field, text);
  return clause ? sayFilter(clause, locale) : `${fieldWords[field][locale][0]}:${text}`;
}
