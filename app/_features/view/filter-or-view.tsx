'use client';

import { FilterView } from '../filter/filter-view.tsx';
import { useCurrentWorkspace } from '../workspace/current-workspace.ts';
import { SavedView } from './saved-view.tsx';

/** A saved view, or the line for a filter without a name; one piece of the page, for they are made of the same. */
export function FilterOrView({ viewId }: { viewId: string | null }) {
  const workspace = useCurrentWorkspace();
  if (viewId !== null) return <SavedView viewId={viewId} />;
  return workspace ? <FilterView workspace={workspace} /> : null;
}
