'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';

type Refusal = { code: string; retryAfter: number | null };

const known = ['UNREACHABLE', 'SERVICE_UNAVAILABLE', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT'] as const;

/** What a refusal means to the person, where nothing more particular is known. */
export function useErrorWords(): (error: Refusal) => string {
  const t = useTranslations();
  return useCallback(
    ({ code, retryAfter }) => {
      if (code === 'TOO_MANY_REQUESTS') {
        if (retryAfter === null) return t('auth.problem.throttled');
        const wait =
          retryAfter > 90
            ? t('auth.waitMinutes', { count: Math.ceil(retryAfter / 60) })
            : t('auth.waitSeconds', { count: retryAfter });
        return t('auth.problem.throttledFor', { wait });
      }
      const one = known.find((name) => name === code);
      return one ? t(`settings.problem.${one}`) : t('auth.problem.broken');
    },
    [t],
  );
}
