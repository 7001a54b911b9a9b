'use client';

import { useLocale, useTranslations } from 'next-intl';
import { now } from '../../_client/clock.ts';
import { cancelFile, retryFile, saveCopy } from '../../_client/intents/files.ts';
import type { ComingFile } from '../../_client/store/coming-files.ts';
import { useTask } from '../../_client/store/use-rows.ts';
import { agoWord } from '../../_ui/ago-word.ts';
import { Button } from '../../_ui/button.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { useFileProblem } from '../attachment/file-problem.ts';
import { useSizeWords } from '../attachment/size-words.ts';
import { useOnDay } from '../settings/use-when.ts';

/** One file that was not added. */
export function FileAttentionRow({ file }: { file: ComingFile }) {
  const t = useTranslations('attention');
  const why = useFileProblem();
  const words = useSizeWords();
  const locale = useLocale();
  const onDay = useOnDay();
  const task = useTask(file.taskId);
  const id = `refusal-${file.id}`;
  const madeAt = new Date(file.madeAt).toISOString();
  const save = async () => {
    if (!(await saveCopy(file))) showToast({ tone: 'problem', message: t('unreadable') });
  };
  return (
    <li className="py-3">
      <p id={id} className="flex items-baseline gap-2">
        <span className="font-medium">{t('file')}</span>
        <span className="min-w-0 flex-1 truncate text-muted">{task?.title}</span>
        <time dateTime={madeAt} className="shrink-0 text-sm text-muted">
          {agoWord(madeAt, now(), locale) ?? onDay(madeAt)}
        </time>
      </p>
      <p className="mt-1 flex gap-2 rounded-control border border-hairline bg-canvas px-2 py-1">
        <span title={file.name} className="min-w-0 flex-1 truncate">
          {file.name}
        </span>
        <span data-figures className="shrink-0 text-muted">
          {words(file.size)}
        </span>
      </p>
      <p className="mt-1 text-sm text-danger">{file.problem && why(file.problem)}</p>
      <p className="mt-2 flex flex-wrap gap-2">
        <Button aria-describedby={id} onClick={() => void retryFile(file.id)}>
          {t('again')}
        </Button>
        <Button tone="plain" aria-describedby={id} onClick={() => void save()}>
          {t('saveCopy')}
        </Button>
        <Button tone="plain" aria-describedby={id} onClick={() => void cancelFile(file.id)}>
          {t('discard')}
        </Button>
      </p>
    </li>
  );
}
