'use client';

import { useTranslations } from 'next-intl';
import { isPassing } from '../../_client/sending/call-error.ts';
import type { CallError } from '../../_client/sending/call-error.ts';

/** Says why a file was not taken, in the person's language; what of it only the server knows follows in its own. */
export function useImportProblem(): (error: CallError) => string {
  const t = useTranslations('import.problem');
  return (error) => {
    const { code, message } = error;
    if (code === 'BAD_REQUEST') return t('unreadable', { message });
    if (code === 'PAYLOAD_TOO_LARGE') return t('tooMuch', { message });
    if (code === 'CONFLICT' || code === 'NOT_FOUND') return t('over');
    return t(isPassing(error) ? 'noAnswer' : 'failed');
  };
}
