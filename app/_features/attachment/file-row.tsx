'use client';

import Download from 'lucide-react/icons/download';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { AttachmentOutput } from '../../../server/attachment/schema.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { Menu } from '../../_ui/menu.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { NameField } from '../project/name-field.tsx';
import { FileIcon } from './file-icon.tsx';
import { filePath, previewPath } from './file-paths.ts';
import { endingOf } from './file-type.ts';
import { openLightbox } from './lightbox-view.tsx';
import { useSizeWords } from './size-words.ts';
import { removeFile, renameFile } from './use-attachments.ts';

type Props = {
  file: AttachmentOutput;
  canWrite: boolean;
  /** All pictures of the task, to be looked through. */
  pictures: readonly AttachmentOutput[];
};

/** One file: its picture or the icon of its type, its name, what it is, and what can be done with it. */
export function FileRow({ file, canWrite, pictures }: Props) {
  const t = useTranslations('attachment');
  const words = useSizeWords();
  const [isNaming, setNaming] = useState(false);
  const isPicture = file.image?.shown === true;
  const show = () => openLightbox(pictures, file.id);
  return (
    <li className="group/file flex min-h-12 items-center gap-2 rounded-control px-2 py-1 hover:bg-hover has-aria-expanded:bg-hover">
      {isPicture ? <Thumb file={file} onOpen={show} /> : <FileIcon name={file.name} />}
      <div className="min-w-0 flex-1">
        {isNaming ? (
          <NameField
            label={t('name')}
            value={file.name}
            longest={200}
            onSave={(name) => renameFile(file, name)}
            onEnd={() => setNaming(false)}
            className="h-5"
          />
        ) : (
          <Name file={file} onOpen={isPicture ? show : null} />
        )}
        <p data-figures className="truncate text-sm text-muted">
          {t('facts', { type: endingOf(file.name) || t('plainType'), size: words(file.size) })}
        </p>
      </div>
      <a
        href={filePath(file)}
        download={file.name}
        aria-label={t('download', { name: file.name })}
        data-tip={t('downloadOne')}
        className="inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted opacity-0 group-hover/file:opacity-100 hover:bg-hover hover:text-text focus-visible:opacity-100 touch:size-11 touch:opacity-100"
      >
        <Download size={16} aria-hidden />
      </a>
      {canWrite && <FileMenu file={file} onRename={() => setNaming(true)} />}
    </li>
  );
}

/** A square of fixed size: the picture comes into a place that is there already. */
function Thumb({ file, onOpen }: { file: AttachmentOutput; onOpen: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      // The name beside it does the same for those who cannot see it.
      aria-hidden
      onClick={onOpen}
      className="size-10 shrink-0 overflow-hidden rounded-control bg-hover"
    >
      <img
        src={previewPath(file)}
        alt=""
        width={40}
        height={40}
        loading="lazy"
        decoding="async"
        draggable={false}
        className="size-10 object-cover"
      />
    </button>
  );
}

function Name({ file, onOpen }: { file: AttachmentOutput; onOpen: (() => void) | null }) {
  const t = useTranslations('attachment');
  const looks = 'block max-w-full truncate text-left hover:underline touch:min-h-6';
  return onOpen ? (
    <button
      type="button"
      title={file.name}
      aria-label={t('open', { name: file.name })}
      onClick={onOpen}
      className={looks}
    >
      {file.name}
    </button>
  ) : (
    <a href={filePath(file)} download={file.name} title={file.name} className={looks}>
      {file.name}
    </a>
  );
}

function FileMenu({ file, onRename }: { file: AttachmentOutput; onRename: () => void }) {
  const t = useTranslations('attachment');
  const menu = useOverlay('menu');
  const label = t('more', { name: file.name });
  return (
    <>
      <IconButton
        label={label}
        {...menu.trigger}
        className="opacity-0 group-hover/file:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100 touch:opacity-100"
      >
        <Ellipsis size={16} aria-hidden />
      </IconButton>
      <Menu
        {...menu.surface}
        label={label}
        align="end"
        entries={[
          { label: t('rename'), icon: <Pencil size={16} aria-hidden />, onSelect: onRename },
          {
            label: t('delete'),
            icon: <Trash size={16} aria-hidden />,
            tone: 'danger',
            onSelect: () => removeFile(file),
          },
        ]}
      />
    </>
  );
}
