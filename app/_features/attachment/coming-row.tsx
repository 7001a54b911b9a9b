'use client';

import RotateCw from 'lucide-react/icons/rotate-cw';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { cancelFile, retryFile } from '../../_client/intents/files.ts';
import { comingFiles, inComposer, mostKept, seenFiles } from '../../_client/store/coming-files.ts';
import type { ComingFile } from '../../_client/store/coming-files.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { FileIcon } from './file-icon.tsx';
import { useFileProblem } from './file-problem.ts';
import { useSizeWords } from './size-words.ts';

/** A file on its way: how far it is, or why it does not come. */
export function ComingRow({ id }: { id: string }) {
  const one = usePicked(comingFiles, (all) => all.find((file) => file.id === id));
  return one ? <Shown one={one} /> : null;
}

function Shown({ one }: { one: ComingFile }) {
  const t = useTranslations('attachment');
  const { id, name, size } = one;
  const text = useComingWords(one);
  const words = useSizeWords();
  const isFailed = one.state === 'failed';
  const isMoving = one.state === 'sending' || one.state === 'resting';
  useEffect(() => {
    if (isFailed) announce(`${name}: ${text}`);
    else if (one.state === 'added') announce(t('added', { name }));
  }, [isFailed, one.state, name, text, t]);
  useEffect(() => {
    seenFiles.add(id);
    return () => void seenFiles.delete(id);
  }, [id]);
  return (
    <li className="flex min-h-12 items-center gap-2 rounded-control px-2 py-1">
      <FileIcon name={name} />
      <div className="min-w-0 flex-1">
        <p title={name} className="truncate">
          {name}
        </p>
        <p
          data-figures
          className={isFailed ? 'text-sm text-danger' : 'truncate text-sm text-muted'}
        >
          {text}
        </p>
        {isAtRisk(one) && (
          <p className="text-sm text-danger">{t('notKept', { most: words(mostKept) })}</p>
        )}
        {isMoving && (
          <progress
            aria-label={t('progress', { name })}
            value={one.done}
            max={size}
            className="meter mt-1 block h-1"
          />
        )}
      </div>
      {isFailed && one.problem?.kind !== 'empty' && (
        <IconButton label={t('retry', { name })} onClick={() => void retryFile(id)}>
          <RotateCw size={16} aria-hidden />
        </IconButton>
      )}
      {one.state !== 'saving' && one.state !== 'added' && (
        <IconButton
          label={t(isFailed ? 'dismiss' : 'cancel', { name })}
          onClick={() => void cancelFile(id)}
        >
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}

/** True where it is lost with the page, and is not on its way. */
function isAtRisk({ isKept, state, problem }: ComingFile): boolean {
  return (
    isKept === false &&
    ['waiting', 'resting', 'failed'].includes(state) &&
    problem?.kind !== 'empty'
  );
}

/** How far it is, in words. */
function useComingWords({ state, problem, done, size, commentId }: ComingFile): string {
  const t = useTranslations('attachment');
  const words = useSizeWords();
  const why = useFileProblem();
  if (problem) return why(problem);
  if (state === 'sending') return t('sending', { done: words(done), all: words(size) });
  if (state === 'sent') return t(commentId === inComposer ? 'sent' : 'saving');
  if (state === 'failed') return '';
  return t(state === 'added' ? 'saving' : state);
}
