'use client';

import RotateCw from 'lucide-react/icons/rotate-cw';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { usePicked } from '../../_client/store/use-cell.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { comingFiles, inComposer } from './coming-files.ts';
import type { ComingFile, FileProblem } from './coming-files.ts';
import { FileIcon } from './file-icon.tsx';
import { cancelFile, retryFile } from './send-files.ts';
import { useSizeWords } from './size-words.ts';

/** A file on its way: how far it is, or why it does not come. */
export function ComingRow({ id }: { id: string }) {
  const one = usePicked(comingFiles, (all) => all.find((file) => file.id === id));
  return one ? <Shown one={one} /> : null;
}

function Shown({ one }: { one: ComingFile }) {
  const t = useTranslations('attachment');
  const { name, size } = one.file;
  const text = useComingWords(one);
  const isFailed = one.state === 'failed';
  const isMoving = one.state === 'sending' || one.state === 'resting';
  useEffect(() => {
    if (isFailed) announce(`${name}: ${text}`);
    else if (one.state === 'added') announce(t('added', { name }));
  }, [isFailed, one.state, name, text, t]);
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
        <IconButton label={t('retry', { name })} onClick={() => retryFile(one.id)}>
          <RotateCw size={16} aria-hidden />
        </IconButton>
      )}
      {one.state !== 'saving' && one.state !== 'added' && (
        <IconButton
          label={t(isFailed ? 'dismiss' : 'cancel', { name })}
          onClick={() => cancelFile(one.id)}
        >
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}

/** How far it is, in words. */
function useComingWords({ state, problem, done, file, commentId }: ComingFile): string {
  const t = useTranslations('attachment');
  const words = useSizeWords();
  if (state === 'failed') return problem ? problemWords(problem, { t, words }) : '';
  if (state === 'sending') return t('sending', { done: words(done), all: words(file.size) });
  if (state === 'sent') return t(commentId === inComposer ? 'sent' : 'saving');
  return t(state === 'added' ? 'saving' : state);
}

type Words = {
  t: ReturnType<typeof useTranslations<'attachment'>>;
  words: (bytes: number) => string;
};

function problemWords(problem: FileProblem, { t, words }: Words): string {
  switch (problem.kind) {
    case 'tooLarge':
      return t('problem.tooLarge', { most: words(problem.bytes) });
    case 'noRoom':
      return t('problem.noRoom', { left: words(problem.bytes) });
    case 'refused':
      return t('problem.refused', { message: problem.message });
    case 'empty':
    case 'gone':
    case 'many':
    case 'notAdded':
      return t(`problem.${problem.kind}`);
  }
}
