'use client';

import { useTranslations } from 'next-intl';
import type { ProjectOutput } from '../../../server/project/schema.ts';

/** Says why a project offers nothing to change it. */
export function RightNote({ project: { right } }: { project: Pick<ProjectOutput, 'right'> }) {
  const t = useTranslations('team');
  if (right === 'write') return null;
  return <p className="pb-3 text-sm text-muted max-md:px-2">{t(`only.${right}`)}</p>;
}
