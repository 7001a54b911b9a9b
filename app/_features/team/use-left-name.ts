'use client';

import { useTranslations } from 'next-intl';
import type { Rows } from '../../_client/store/rows.ts';

type Person = Pick<Rows['members'], 'name' | 'removedAt'>;

/** The name of who has left the workspace, which says so; undefined for those who are there. */
export function useLeftName(): (person: Person) => string | undefined {
  const t = useTranslations('team');
  return ({ name, removedAt }) => (removedAt === null ? undefined : t('leftName', { name }));
}
