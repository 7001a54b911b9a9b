import type { Store } from '../../_client/store/store.ts';
import { prefixOf } from '../workspace/workspace-path.ts';

/** Where a saved view is shown. */
export function viewPath(store: Store, view: { id: string; workspaceId: string }): string {
  return `${prefixOf(store, view.workspaceId)}/v/${view.id}`;
}
