'use client';

import { useTranslations } from 'next-intl';

const known = ['UNREACHABLE', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'TOO_MANY_REQUESTS'] as const;

/** What went wrong with a call, in the person's words. `conflict` is what a conflict means in this place. */
export function useProblemWords(conflict?: string): (error: unknown) => string {
  const t = useTranslations('workspace');
  return (error) => {
    const given = (error as { code?: unknown } | null)?.code;
    const code = known.find((one) => one === given);
    return code === 'CONFLICT' && conflict !== undefined
      ? conflict
      : t(`problem.${code ?? 'other'}`);
  };
}
