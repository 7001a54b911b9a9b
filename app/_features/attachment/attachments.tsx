'use client';

import Paperclip from 'lucide-react/icons/paperclip';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { addFiles } from '../../_client/intents/files.ts';
import { comingFiles } from '../../_client/store/coming-files.ts';
import type { ComingFile } from '../../_client/store/coming-files.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { Button } from '../../_ui/button.tsx';
import { ComingRow } from './coming-row.tsx';
import { FileRow } from './file-row.tsx';
import { PickFiles } from './pick-files.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useFreshAttachments } from './use-attachments.ts';

type Props = {
  task: TaskOutput;
  canWrite: boolean;
  /** The panel: files may be dropped anywhere on it. */
  box: RefObject<HTMLElement | null>;
};

/** The files of a task: those that are there, those on their way, and a place for more. */
export function Attachments({ task, canWrite, box }: Props) {
  const t = useTranslations('attachment');
  const { files, status, again, data } = useFreshAttachments(task);
  const add = (chosen: File[]) => addFiles(task, chosen);
  const isOver = useFileDrop(box, canWrite ? add : null);
  const coming = useComing((one) => one.taskId === task.id && one.commentId === null);
  const ids = without(coming, files);

  const own = files.filter(({ commentId }) => commentId === null);
  const pictures = files.filter(({ image }) => image?.shown);
  const count = own.length + ids.length;
  if (count === 0 && !canWrite && status !== 'failed') return null;
  return (
    <section aria-label={t('title')} className="px-4 py-1 md:px-5">
      {isOver && <DropVeil>{t('drop')}</DropVeil>}
      {count > 0 && (
        <div className="flex h-8 items-center gap-2">
          <h3 className="text-sm font-semibold">{t('title')}</h3>
          <span data-figures className="text-sm text-muted">
            {count}
          </span>
          {canWrite && <PickFiles shape="plus" onFiles={add} />}
        </div>
      )}
      {status === 'failed' && data === undefined && task.attachmentCount > 0 && (
        <p className="flex items-center gap-2 py-1 text-sm text-muted">
          {t('failed')}
          <Button tone="plain" onClick={again}>
            {t('again')}
          </Button>
        </p>
      )}
      {count > 0 && (
        <ul className="-mx-2 flex flex-col">
          {own.map((file) => (
            <FileRow key={file.id} file={file} canWrite={canWrite} pictures={pictures} />
          ))}
          {ids.map((id) => (
            <ComingRow key={id} id={id} />
          ))}
        </ul>
      )}
      {count === 0 && canWrite && <PickFiles shape="line" onFiles={add} />}
    </section>
  );
}

/** The ids of files on their way; a text, so that a progress redraws the one row that it is about. */
export function useComing(which: (one: ComingFile) => boolean): string[] {
  const joined = usePicked(comingFiles, (all) =>
    all
      .filter(which)
      .map(({ id }) => id)
      .join(' '),
  );
  return joined === '' ? [] : joined.split(' ');
}

/** Those that are not listed yet. */
export function without(coming: readonly string[], listed: readonly { id: string }[]): string[] {
  return coming.filter((id) => !listed.some((file) => file.id === id));
}

/** Lies over the panel while files are held over it. */
function DropVeil({ children }: { children: string }) {
  return (
    <div className="pointer-events-none absolute inset-1 z-20 flex animate-appear items-center justify-center rounded-card border-2 border-dashed border-accent bg-accent-tint/85">
      <p className="flex items-center gap-2 rounded-card bg-raised px-4 py-2 font-medium shadow-float">
        <Paperclip size={16} aria-hidden />
        {children}
      </p>
    </div>
  );
}
