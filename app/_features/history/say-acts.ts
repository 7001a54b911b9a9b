import type { useTranslations } from 'next-intl';
import type { groupWordsOf, Thing } from './group-words.ts';

type Say = ReturnType<typeof useTranslations<'history'>>;

/** A thing by its name, several by their number. */
export function sayThing(t: Say, { noun, count, name }: Thing): string {
  return count === 1 && name !== '' ? t(`named.${noun}`, { name }) : t(`nouns.${noun}`, { count });
}

/** What was done, one after another. */
export function sayActs(t: Say, { acts, more }: ReturnType<typeof groupWordsOf>): string {
  const said = acts.map(({ key, thing, field, values }) =>
    t(`acts.${key}`, {
      ...values,
      what: thing ? sayThing(t, thing) : '',
      field: field === undefined ? '' : t(`fields.${field}`),
    }),
  );
  if (more > 0) said.push(t('screen.moreKinds', { count: more }));
  return said.join(', ');
}
