import type { WriteCtx } from '../changes/write.ts';
import { forbidden } from '../platform/errors.ts';
import { mayShareView, mayUnshareView } from './policy.ts';
import type { ViewRow } from './rows.ts';

/** Refuses to show a view to others, or to hide it from them, where the member may not; nothing where it stays. */
export function requireSharing({ member }: WriteCtx, row: ViewRow, isShared: boolean): void {
  if (isShared === row.isShared) return;
  if (isShared && !mayShareView(member)) throw forbidden('Guests keep views to themselves.');
  if (!isShared && !mayUnshareView(member, row))
    throw forbidden('Only whoever made a view takes it back from the others; you may delete it.');
}
