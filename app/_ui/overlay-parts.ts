import { latePart } from './late-part.ts';
import type { MenuProps, PopoverProps, SurfaceProps } from './overlay-types.ts';

export const menuPart = latePart<MenuProps>(
  async () => (await import('./menu-surface.tsx')).MenuSurface,
);
export const popoverPart = latePart<PopoverProps>(
  async () => (await import('./popover-surface.tsx')).PopoverSurface,
);
export const dialogPart = latePart<SurfaceProps>(
  async () => (await import('./dialog-surface.tsx')).DialogSurface,
);

/** Fetches the surfaces before they are needed: called on hover, on focus and when the page is idle. */
export function preloadOverlays(): void {
  // Offline this fails; the press itself then asks again and says so.
  void Promise.allSettled([menuPart.load(), popoverPart.load(), dialogPart.load()]);
}
