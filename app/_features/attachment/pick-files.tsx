'use client';

import Paperclip from 'lucide-react/icons/paperclip';
import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { IconButton } from '../../_ui/icon-button.tsx';

type Props = {
  /** A line of its own, a plus in a heading, or a paper clip in the corner of a comment's field. */
  shape: 'line' | 'plus' | 'clip';
  onFiles: (files: File[]) => void;
};

/** Chooses files by the browser's own dialog. */
export function PickFiles({ shape, onFiles }: Props) {
  const t = useTranslations('attachment');
  const input = useRef<HTMLInputElement>(null);
  const open = () => input.current?.click();
  return (
    <>
      {shape === 'plus' && (
        <IconButton label={t('add')} onClick={open} className="ml-auto">
          <Plus size={16} aria-hidden />
        </IconButton>
      )}
      {shape === 'clip' && (
        <IconButton
          label={t('addToComment')}
          onClick={open}
          className="absolute top-0.5 right-0.5 touch:-top-1"
        >
          <Paperclip size={16} aria-hidden />
        </IconButton>
      )}
      {shape === 'line' && (
        <button
          type="button"
          data-ring="inside"
          title={t('addHint')}
          onClick={open}
          className="-mx-2 min-h-8 w-full rounded-control px-2 text-left text-muted hover:bg-hover touch:min-h-11"
        >
          {t('add')}
        </button>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}
