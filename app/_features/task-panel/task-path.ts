import { store } from '../../_client/store/page-store.ts';
import { prefixOf } from '../workspace/workspace-path.ts';

/** Where a task is opened, in its workspace. */
export function taskPath({ key, workspaceId }: { key: string; workspaceId: string }): string {
  return `${prefixOf(store, workspaceId)}/t/${key}`;
}
