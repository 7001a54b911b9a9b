'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Download from 'lucide-react/icons/download';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

type Picture = { src: string; href: string; name: string; width: number; height: number };

type Props = {
  picture: Picture;
  /** Read aloud, with the place among the others. */
  title: string;
  words: { previous: string; next: string; download: string; broken: string };
  /** Null at the ends. */
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  onClose: () => void;
};

/** One picture over the whole page: arrows go on, Escape and a press beside it close. Fetched lazily. */
export function Lightbox({ picture, title, words, onPrevious, onNext, onClose }: Props) {
  const t = useTranslations('ui');
  const press = (event: KeyboardEvent) => {
    const go = { ArrowLeft: onPrevious, ArrowRight: onNext }[event.key];
    if (!go) return;
    event.preventDefault();
    event.stopPropagation();
    go();
  };
  return (
    <Base.Root open onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-canvas/95 transition-opacity duration-(--appear) data-starting-style:opacity-0" />
        <Base.Popup
          onKeyDown={press}
          className="fixed inset-0 z-30 flex flex-col text-text outline-none"
        >
          <header className="flex items-center gap-2 py-2 pr-2 pl-4">
            <Base.Title className="min-w-0 flex-1 truncate font-medium">
              <span aria-hidden>{picture.name}</span>
              <span className="sr-only">{title}</span>
            </Base.Title>
            <a
              href={picture.href}
              download={picture.name}
              aria-label={words.download}
              data-tip={words.download}
              className="inline-flex size-8 shrink-0 items-center justify-center rounded-control hover:bg-current/15 focus-visible:outline-current touch:size-11"
            >
              <Download size={16} aria-hidden />
            </a>
            <IconButton label={t('close')} keys="escape" tone="inherit" onClick={onClose}>
              <X size={16} aria-hidden />
            </IconButton>
          </header>
          {/* A press beside the picture closes; by keyboard Escape does. */}
          <div
            role="presentation"
            onClick={(event) => event.target === event.currentTarget && onClose()}
            className="flex min-h-0 flex-1 items-center justify-center gap-1 px-2 pb-4"
          >
            <Step label={words.previous} onStep={onPrevious}>
              <ChevronLeft size={20} aria-hidden />
            </Step>
            <Shown key={picture.src} picture={picture} broken={words.broken} />
            <Step label={words.next} onStep={onNext}>
              <ChevronRight size={20} aria-hidden />
            </Step>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The place is as large as the picture will be before a byte of it came. */
function Shown({ picture, broken }: { picture: Picture; broken: string }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <p className="m-auto max-w-80 text-center">{broken}</p>;
  const { src, name, width, height } = picture;
  return (
    <img
      src={src}
      alt={name}
      width={width}
      height={height}
      draggable={false}
      onError={() => setBroken(true)}
      className="mx-auto h-auto max-h-full w-auto max-w-full min-w-0 rounded-control bg-hover object-contain"
    />
  );
}

type StepProps = { label: string; onStep: (() => void) | null; children: ReactNode };

function Step({ label, onStep, children }: StepProps) {
  return (
    <IconButton
      label={label}
      tone="inherit"
      disabled={onStep === null}
      onClick={() => onStep?.()}
      className={classNames(onStep === null && 'invisible')}
    >
      {children}
    </IconButton>
  );
}
