'use client';

import { useTranslations } from 'next-intl';
import { createContext, use, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { LateView, latePart } from './late-part.ts';
import { LiveRegion } from './live-region.tsx';
import { preloadMarkdown } from './markdown.tsx';
import { preloadOverlays } from './overlay-parts.ts';
import { PanelFrame } from './panel-frame.tsx';
import { PhoneBar } from './phone-bar.tsx';
import { useSidebarFolded } from './sidebar-fold.ts';
import { SidebarFrame, UnfoldButton } from './sidebar-frame.tsx';
import { Toaster } from './toast.tsx';
import { phone, useMedia } from './use-media.ts';
import { useSidebarShown } from './use-sidebar-shown.ts';

type Props = {
  /** Stands above the sidebar, and above what is behind Browse. */
  head: ReactNode;
  /** `SidebarItem`s and headings; on a phone the same stands behind Browse. */
  sidebar: ReactNode;
  /** The view; it scrolls inside the frame, see `useScroller`. */
  children: ReactNode;
  /** The open task, or null. */
  panel: ReactNode;
  onClosePanel: () => void;
  onAdd: () => void;
  /** What the sidebar has at its foot; where there is no sidebar it stands below the view. */
  status: ReactNode;
  /** Where the search of this place is. */
  searchPath: string;
};

/** Hints of the controls: fetched once the page stands. */
const tipsPart = latePart<object>(async () => (await import('./tooltip-layer.tsx')).TooltipLayer);

const Scroller = createContext<HTMLElement | null>(null);

/** The element that scrolls the view, for virtual lists. Null in the first render. */
export function useScroller(): HTMLElement | null {
  return use(Scroller);
}

/** The page around every view: sidebar, view, task panel; on a phone a bar at the foot and the panel as a sheet. */
export function ShellFrame(props: Props) {
  const { head, sidebar, children, panel, onClosePanel, onAdd, status, searchPath } = props;
  const t = useTranslations('shell');
  const folded = useSidebarFolded();
  const onPhone = useMedia(phone);
  const hasSidebar = useSidebarShown();
  const [isSettled, setSettled] = useState(false);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const hasPanel = panel !== null && panel !== undefined && panel !== false;
  useEffect(() => {
    // The first menu then opens, and the first note stands, in the frame of the press.
    const timer = setTimeout(() => {
      setSettled(true);
      preloadOverlays();
      preloadMarkdown();
    }, 2_000);
    return () => clearTimeout(timer);
  }, []);

  return (
    <div
      data-folded={folded || undefined}
      className="group/shell flex h-dvh flex-col overflow-hidden has-[[data-foot]_[role=status]>*]:[--foot:2.25rem] has-[[data-foot]_[role=status]>:nth-child(2)]:[--foot:4.25rem]"
    >
      <a
        href="#main"
        className="sr-only z-50 rounded-control bg-raised px-3 py-2 shadow-float focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2"
      >
        {t('skip')}
      </a>
      <div inert={onPhone && hasPanel} className="relative flex min-h-0 flex-1">
        {!folded && <SidebarFrame head={head}>{sidebar}</SidebarFrame>}
        {folded && <UnfoldButton />}
        <main
          id="main"
          ref={setScroller}
          tabIndex={-1}
          className="min-w-0 flex-1 overflow-y-auto overscroll-contain outline-none"
        >
          <Scroller value={scroller}>{children}</Scroller>
        </main>
        {hasPanel && !onPhone && (
          <PanelFrame label={t('taskPanel')} onClose={onClosePanel}>
            {panel}
          </PanelFrame>
        )}
      </div>
      {!hasSidebar && (
        <div
          data-foot
          className="shrink-0 border-hairline bg-sidebar px-2 has-[[role=status]>*]:border-t"
        >
          {status}
        </div>
      )}
      <PhoneBar onAdd={onAdd} searchPath={searchPath}>
        <div className="pb-2">{head}</div>
        {sidebar}
      </PhoneBar>
      {hasPanel && onPhone && (
        <PanelFrame label={t('taskPanel')} onClose={onClosePanel} sheet>
          {panel}
        </PanelFrame>
      )}
      <Toaster />
      <LiveRegion />
      {isSettled && <LateView part={tipsPart} props={{}} />}
    </div>
  );
}
