import type { Store } from '../../_client/store/store.ts';
import { tailOf } from './workspace-path.ts';

/** The settings of a workspace; `/settings` alone is the person's own. */
export function settingsPath(store: Store, workspaceId: string, part = ''): string {
  return `/w/${tailOf(store, workspaceId)}/settings${part}`;
}
