'use client';

import { useTranslations } from 'next-intl';
import type { ChangeGroupOutput } from '../../../server/change/schema.ts';
import { useNames } from './use-names.ts';
import { groupWordsOf, thingsMade } from './group-words.ts';
import type { Thing } from './group-words.ts';

const sources = { trello: 'Trello', github: 'GitHub' } as const;

/** What a group did, in one line, and of several things the first names. */
export function useGroupLine(
  workspaceId: string,
  group: ChangeGroupOutput,
  told: Readonly<Record<string, string>>,
): { line: string; below: string } {
  const t = useTranslations('history');
  const names = useNames(workspaceId, undefined, told);
  const counted = (text: string) =>
    group.countedAll ? text : t('screen.moreThan', { what: text });

  if (group.import) {
    const source = sources[group.import.format];
    const what = counted(
      thingsMade(group)
        .map((thing) => sayThing(t, thing))
        .join(', '),
    );
    const line =
      group.import.did === 'import'
        ? t('screen.imported', { source, what })
        : t('screen.takenBack', { source });
    return { line: capital(line), below: '' };
  }
  const said = sayActs(
    t,
    groupWordsOf(group, names, (id) => told[id] ?? ''),
  );
  return { line: capital(counted(said)), below: firstNames() };

  /** Of one kind of change of several things. */
  function firstNames(): string {
    const [part, other] = group.parts;
    if (!part || other || part.things === 1) return '';
    const known = part.entityIds.flatMap((id) => told[id] ?? []);
    const rest = part.things - known.length;
    const list = known.join(', ');
    return rest === 0 || known.length === 0
      ? list
      : t('screen.names', { names: list, count: rest });
  }
}

/** As a line or a heading begins. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

type Say = ReturnType<typeof useTranslations<'history'>>;

/** A thing by its name, several by their number. */
function sayThing(t: Say, { noun, count, name }: Thing): string {
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
