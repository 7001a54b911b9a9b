'use client';

import { useTranslations } from 'next-intl';
import { Lightbox as Surface } from '../../_ui/lightbox-surface.tsx';
import { filePath, previewPath } from './file-paths.ts';
import type { LightboxProps } from './lightbox-view.tsx';

/** The pictures of a task, one at a time. */
export function Lightbox({ pictures, id, onLook, onClose }: LightboxProps) {
  const t = useTranslations('attachment');
  const index = Math.max(
    0,
    pictures.findIndex((one) => one.id === id),
  );
  const file = pictures[index];
  if (!file?.image) return null;
  const go = (by: number) => {
    const next = pictures[index + by];
    if (next) onLook(next.id);
  };
  return (
    <Surface
      picture={{
        src: previewPath(file),
        href: filePath(file),
        name: file.name,
        width: file.image.width,
        height: file.image.height,
      }}
      title={t('viewer', { position: index + 1, count: pictures.length, name: file.name })}
      words={{
        previous: t('previous'),
        next: t('next'),
        download: t('download', { name: file.name }),
        broken: t('broken'),
      }}
      onPrevious={index > 0 ? () => go(-1) : null}
      onNext={index < pictures.length - 1 ? () => go(1) : null}
      onClose={onClose}
    />
  );
}
