'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import { classNames } from './class-names.ts';
import type { SurfaceProps } from './overlay-types.ts';
import { IconButton } from './icon-button.tsx';

const shapes = {
  centre:
    'top-[12vh] left-1/2 max-h-[76vh] w-160 max-w-[calc(100vw-2rem)] -translate-x-1/2 rounded-card data-starting-style:scale-[0.98]',
  sheet:
    'inset-x-0 bottom-0 max-h-[85dvh] rounded-t-card pb-[env(safe-area-inset-bottom)] data-starting-style:translate-y-4',
};

const readable = { tabIndex: 0 };

/** The dialog itself, on Base UI. Fetched lazily: import `Dialog` or `Sheet` instead. */
export function DialogSurface({ open, onClose, title, children, footer, shape }: SurfaceProps) {
  const t = useTranslations('ui');
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-veil transition-opacity duration-(--appear) ease-out data-ending-style:opacity-0 data-ending-style:duration-(--leave) data-starting-style:opacity-0" />
        <Base.Popup
          className={classNames(
            'fixed z-30 flex flex-col overflow-hidden bg-raised shadow-float outline-none',
            'transition-[opacity,scale,translate] duration-(--appear) ease-out data-ending-style:opacity-0 data-ending-style:duration-(--leave) data-starting-style:opacity-0',
            shapes[shape],
          )}
        >
          <header className="flex items-center justify-between gap-4 py-2 pr-2 pl-4">
            <Base.Title className="line-clamp-2 min-w-0 text-panel font-semibold wrap-anywhere">
              {title}
            </Base.Title>
            <IconButton label={t('close')} keys="escape" onClick={onClose}>
              <X size={16} aria-hidden />
            </IconButton>
          </header>
          {/* What has no buttons at its foot is read, so that keys must scroll it. */}
          <div
            {...(footer === undefined && readable)}
            data-ring="inside"
            className="min-h-0 overflow-y-auto px-4 pb-4"
          >
            {children}
          </div>
          {footer !== undefined && (
            <footer className="flex justify-end gap-2 border-t border-hairline p-3">
              {footer}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
