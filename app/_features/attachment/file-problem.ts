'use client';

import { useTranslations } from 'next-intl';
import type { FileProblem } from '../../_client/store/coming-files.ts';
import { useSizeWords } from './size-words.ts';

/** Says why a file was not added, in the person's language. */
export function useFileProblem(): (problem: FileProblem) => string {
  const t = useTranslations('attachment');
  const words = useSizeWords();
  return (problem) => {
    switch (problem.kind) {
      case 'tooLarge':
        return t('problem.tooLarge', { most: words(problem.bytes) });
      case 'noRoom':
        return t('problem.noRoom', { left: words(problem.bytes) });
      case 'refused':
        return t('problem.refused', { message: problem.message });
      case 'empty':
      case 'forbidden':
      case 'gone':
      case 'many':
      case 'taskGone':
        return t(`problem.${problem.kind}`);
    }
  };
}
