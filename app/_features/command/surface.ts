import { createCell } from '../../_client/store/cell.ts';
import type { Scene } from './scene.ts';

/** A chooser of one field of the chosen tasks. */
export type PickerKind = 'due' | 'priority' | 'labels' | 'assignees' | 'move' | 'relate';
export type SurfaceKind = PickerKind | 'palette' | 'menu' | 'newProject';

/** What commands have opened, and for what. One at a time. */
export const surface = createCell<{ kind: SurfaceKind; scene: Scene } | null>(null);

/** Closes whatever commands have opened. */
export function closeSurface(): void {
  surface.set(null);
}
